-- Payments that deduct something from what they settle: what is left of each of
-- their rows in the payment ledger is money, the rest a discount or a write-off.
WITH deducted AS (
  -- What a payment deducts is taken from its rows in order until it is used up.
  SELECT l.name, l.posting_date, d.kind,
    CASE
      WHEN l.against_voucher_type = 'Journal Entry' THEN CONCAT(l.against_voucher_no, '|', l.party, '|', l.account)
      ELSE COALESCE(NULLIF(r.return_against, ''), l.against_voucher_no)
    END AS document,
    CASE
      WHEN d.amount >= 0 THEN GREATEST(0, LEAST(-l.amount, d.amount - COALESCE(
        SUM(-l.amount) OVER (PARTITION BY l.voucher_no ORDER BY l.against_voucher_no, l.name ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))
      WHEN ROW_NUMBER() OVER (PARTITION BY l.voucher_no ORDER BY l.against_voucher_no, l.name) = 1 THEN d.amount
      ELSE 0
    END AS company_amount,
    d.rate
  FROM (
    SELECT e.parent, p.source_exchange_rate AS rate, SUM(e.amount) AS amount,
      IF(MIN(e.account = COALESCE(c.write_off_account, '')) = 1, 'write_off', 'discount') AS kind
    FROM `tabPayment Entry Deduction` e
    JOIN `tabPayment Entry` p ON p.name = e.parent
    JOIN tabCompany c ON c.name = p.company
    WHERE p.docstatus = 1 AND p.company = :company AND p.party_type = 'Customer' AND p.payment_type = 'Receive'
      AND e.is_exchange_gain_loss = 0 AND e.account <> COALESCE(c.exchange_gain_loss_account, '')
    GROUP BY e.parent, p.source_exchange_rate
  ) d
  JOIN `tabPayment Ledger Entry` l ON l.voucher_no = d.parent AND l.voucher_type = 'Payment Entry'
  LEFT JOIN `tabSales Invoice` r ON r.name = l.against_voucher_no AND l.against_voucher_type = 'Sales Invoice'
    AND r.is_return = 1 AND r.update_outstanding_for_self = 0 AND r.docstatus = 1
  WHERE l.delinked = 0 AND l.voucher_no <> l.against_voucher_no
    AND l.against_voucher_type IN ('Sales Invoice', 'Journal Entry')
), ledger AS (
  SELECT
    l.name, l.voucher_no, l.posting_date,
    IF(p.name IS NOT NULL OR t.voucher_type IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry'), 'receipt', 'document') AS taker_kind,
    CASE
      WHEN l.against_voucher_type = 'Journal Entry' THEN CONCAT(l.against_voucher_no, '|', l.party, '|', l.account)
      WHEN r.update_outstanding_for_self = 0 THEN COALESCE(NULLIF(r.return_against, ''), l.against_voucher_no)
      ELSE l.against_voucher_no
    END AS document,
    CASE
      WHEN r.update_outstanding_for_self <> 0 OR r.name IS NOT NULL AND COALESCE(r.return_against, '') = '' THEN 1
      WHEN p.payment_type = 'Receive' THEN 1
      WHEN t.name IS NOT NULL AND (
        SELECT SUM(a.debit_in_account_currency - a.credit_in_account_currency)
        FROM `tabJournal Entry Account` a
        WHERE a.parent = l.against_voucher_no AND a.party = l.party AND a.account = l.account) < 0 THEN 1
      ELSE -1
    END AS sign,
    l.amount, l.amount_in_account_currency
  FROM (SELECT DISTINCT parent FROM `tabPayment Entry Deduction`) e
  JOIN `tabPayment Ledger Entry` l ON l.voucher_no = e.parent AND l.voucher_type = 'Payment Entry'
  LEFT JOIN `tabJournal Entry` t ON t.name = l.against_voucher_no AND l.against_voucher_type = 'Journal Entry'
  LEFT JOIN `tabPayment Entry` p ON p.name = l.against_voucher_no AND l.against_voucher_type = 'Payment Entry'
  LEFT JOIN `tabSales Invoice` r ON r.name = l.against_voucher_no AND l.against_voucher_type = 'Sales Invoice'
    AND r.is_return = 1 AND r.docstatus = 1 AND r.company = :company
  WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
    AND l.delinked = 0 AND l.posting_date <= :as_of
    AND l.voucher_no <> l.against_voucher_no
    AND l.against_voucher_type IN ('Sales Invoice', 'Journal Entry', 'Payment Entry')
)
SELECT
  'receipt'       AS giver_kind,
  l.voucher_no    AS giver,
  l.taker_kind    AS taker_kind,
  l.document      AS document,
  l.posting_date  AS matched_on,
  l.sign * l.amount_in_account_currency - COALESCE(ROUND(d.company_amount / d.rate, 2), 0) AS amount,
  l.sign * l.amount - COALESCE(d.company_amount, 0) AS company_amount,
  IF(l.amount > 0, 'refund', 'receipt') AS kind
FROM ledger l
LEFT JOIN deducted d ON d.name = l.name

UNION ALL

SELECT NULL, NULL, 'document', d.document, d.posting_date, ROUND(d.company_amount / d.rate, 2), d.company_amount, d.kind
FROM deducted d
WHERE d.company_amount <> 0 AND d.posting_date <= :as_of
