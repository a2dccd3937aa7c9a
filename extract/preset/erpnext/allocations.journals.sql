-- What journals settle, and what settles journals and payments: few of the payment
-- ledger's rows, found by its indexes. A write-off or a correction of an exchange rate
-- has no giving end.
SELECT
  CASE
    WHEN l.voucher_type = 'Payment Entry' THEN 'receipt'
    WHEN l.journal IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry') THEN 'receipt'
    WHEN l.journal IN ('Write Off Entry', 'Exchange Gain Or Loss') THEN NULL
    ELSE 'document'
  END AS giver_kind,
  CASE
    WHEN l.journal IN ('Write Off Entry', 'Exchange Gain Or Loss') THEN NULL
    WHEN l.voucher_type = 'Journal Entry' THEN CONCAT(l.voucher_no, '|', l.party, '|', l.account)
    ELSE l.voucher_no
  END AS giver,
  l.taker_kind    AS taker_kind,
  l.document      AS document,
  l.posting_date  AS matched_on,
  IF(l.is_owed, l.amount_in_account_currency, -l.amount_in_account_currency) AS amount,
  IF(l.is_owed, l.amount, -l.amount) AS company_amount,
  CASE
    WHEN l.journal = 'Write Off Entry' THEN 'write_off'
    WHEN l.journal = 'Exchange Gain Or Loss' THEN 'exchange'
    WHEN l.voucher_type = 'Sales Invoice' THEN 'credit'
    WHEN l.voucher_type = 'Journal Entry' AND l.journal NOT IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry') THEN 'credit'
    WHEN l.amount > 0 THEN 'refund'
    ELSE 'receipt'
  END AS kind
FROM (
  SELECT
    l.voucher_type, l.voucher_no, l.posting_date, l.party, l.account, l.amount, l.amount_in_account_currency,
    COALESCE(j.voucher_type, '') AS journal,
    IF(p.name IS NOT NULL OR t.voucher_type IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry'), 'receipt', 'document') AS taker_kind,
    CASE
      WHEN l.against_voucher_type = 'Journal Entry' THEN CONCAT(l.against_voucher_no, '|', l.party, '|', l.account)
      WHEN r.update_outstanding_for_self = 0 THEN COALESCE(NULLIF(r.return_against, ''), l.against_voucher_no)
      ELSE l.against_voucher_no
    END AS document,
    -- What lowers a credit raises the ledger.
    CASE
      WHEN r.update_outstanding_for_self <> 0 OR r.name IS NOT NULL AND COALESCE(r.return_against, '') = '' THEN 1
      WHEN p.payment_type = 'Receive' THEN 1
      WHEN t.name IS NOT NULL AND (
        SELECT SUM(a.debit_in_account_currency - a.credit_in_account_currency)
        FROM `tabJournal Entry Account` a
        WHERE a.parent = l.against_voucher_no AND a.party = l.party AND a.account = l.account) < 0 THEN 1
      ELSE 0
    END AS is_owed
  FROM `tabPayment Ledger Entry` l
  LEFT JOIN `tabJournal Entry` j ON j.name = l.voucher_no AND l.voucher_type = 'Journal Entry'
  LEFT JOIN `tabJournal Entry` t ON t.name = l.against_voucher_no AND l.against_voucher_type = 'Journal Entry'
  LEFT JOIN `tabPayment Entry` p ON p.name = l.against_voucher_no AND l.against_voucher_type = 'Payment Entry'
  LEFT JOIN `tabSales Invoice` r ON r.name = l.against_voucher_no AND l.against_voucher_type = 'Sales Invoice'
    AND r.is_return = 1 AND r.docstatus = 1 AND r.company = :company
  WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
    AND l.delinked = 0 AND l.posting_date <= :as_of
    AND l.voucher_no <> l.against_voucher_no
    AND (l.against_voucher_type IN ('Journal Entry', 'Payment Entry')
      OR l.voucher_type = 'Journal Entry' AND l.against_voucher_type = 'Sales Invoice')
    AND NOT (l.voucher_type = 'Payment Entry' AND EXISTS (
      SELECT 1 FROM `tabPayment Entry Deduction` e WHERE e.parent = l.voucher_no))
) l
