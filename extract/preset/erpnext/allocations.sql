-- The payment ledger says what each voucher took off which other one, in company
-- currency as booked. A cancelled voucher's rows are delinked. Money against a
-- credit note that is booked on the invoice it returns counts on that invoice, as in
-- ERPNext's own report. A payment that is reconciled later bears its own old date.
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
    l.name, l.voucher_type, l.voucher_no, l.posting_date, l.party, l.account,
    COALESCE(j.voucher_type, '') AS journal,
    IF(p.name IS NOT NULL OR t.voucher_type IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry'), 'receipt', 'document') AS taker_kind,
    CASE
      WHEN l.against_voucher_type = 'Journal Entry' THEN CONCAT(l.against_voucher_no, '|', l.party, '|', l.account)
      ELSE COALESCE(r.counts_on, l.against_voucher_no)
    END AS document,
    -- What lowers a credit raises the ledger.
    CASE
      WHEN r.name IS NOT NULL AND r.counts_on IS NULL THEN 1
      WHEN p.payment_type = 'Receive' THEN 1
      WHEN t.name IS NOT NULL AND (
        SELECT SUM(a.debit_in_account_currency - a.credit_in_account_currency)
        FROM `tabJournal Entry Account` a
        WHERE a.parent = l.against_voucher_no AND a.party = l.party AND a.account = l.account) < 0 THEN 1
      ELSE -1
    END AS sign,
    l.amount, l.amount_in_account_currency
  FROM `tabPayment Ledger Entry` l
  LEFT JOIN `tabJournal Entry` j ON j.name = l.voucher_no AND l.voucher_type = 'Journal Entry'
  LEFT JOIN `tabJournal Entry` t ON t.name = l.against_voucher_no AND l.against_voucher_type = 'Journal Entry'
  LEFT JOIN `tabPayment Entry` p ON p.name = l.against_voucher_no AND l.against_voucher_type = 'Payment Entry'
  LEFT JOIN (
    SELECT DISTINCT name, IF(update_outstanding_for_self = 0, NULLIF(return_against, ''), NULL) AS counts_on
    FROM `tabSales Invoice`
    WHERE is_return = 1 AND docstatus = 1 AND company = :company
  ) r ON r.name = l.against_voucher_no
  WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
    AND l.delinked = 0 AND l.posting_date <= :as_of
    AND l.voucher_no <> l.against_voucher_no
    AND l.against_voucher_type IN ('Sales Invoice', 'Journal Entry', 'Payment Entry')
)
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
  l.sign * l.amount_in_account_currency - COALESCE(ROUND(d.company_amount / d.rate, 2), 0) AS amount,
  l.sign * l.amount - COALESCE(d.company_amount, 0) AS company_amount,
  CASE
    WHEN l.journal = 'Write Off Entry' THEN 'write_off'
    WHEN l.journal = 'Exchange Gain Or Loss' THEN 'exchange'
    WHEN l.voucher_type = 'Sales Invoice' THEN 'credit'
    WHEN l.voucher_type = 'Journal Entry' AND l.journal NOT IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry') THEN 'credit'
    WHEN l.amount > 0 THEN 'refund'
    ELSE 'receipt'
  END AS kind
FROM ledger l
LEFT JOIN deducted d ON d.name = l.name

UNION ALL

SELECT NULL, NULL, 'document', d.document, d.posting_date, ROUND(d.company_amount / d.rate, 2), d.company_amount, d.kind
FROM deducted d
WHERE d.company_amount <> 0 AND d.posting_date <= :as_of

UNION ALL

-- The till: money taken, what was written off with it, points that were redeemed.
SELECT
  IF(m.kind IN ('receipt', 'refund'), 'receipt', NULL),
  IF(m.kind IN ('receipt', 'refund'), CONCAT('POS|', m.name), NULL),
  'document', m.document, m.posting_date, m.sign * m.amount, m.sign * m.company_amount, m.kind
FROM (
  SELECT i.name, i.posting_date, k.kind,
    IF(i.is_return = 1 AND i.update_outstanding_for_self = 0 AND i.return_against <> '', i.return_against, i.name) AS document,
    IF(i.is_return = 1 AND NOT (i.update_outstanding_for_self = 0 AND COALESCE(i.return_against, '') <> ''), -1, 1) AS sign,
    CASE k.kind
      WHEN 'write_off' THEN IF(i.party_account_currency <> i.currency, i.base_write_off_amount, i.write_off_amount)
      WHEN 'discount'  THEN i.redeem_loyalty_points * IF(i.party_account_currency <> i.currency, i.loyalty_amount, ROUND(i.loyalty_amount / i.conversion_rate, 2))
      ELSE IF(i.party_account_currency <> i.currency, i.base_paid_amount - i.base_change_amount, i.paid_amount - i.change_amount)
    END AS amount,
    CASE k.kind
      WHEN 'write_off' THEN i.base_write_off_amount
      WHEN 'discount'  THEN i.redeem_loyalty_points * i.loyalty_amount
      ELSE i.base_paid_amount - i.base_change_amount
    END AS company_amount
  FROM (
    SELECT DISTINCT parent FROM `tabSales Invoice Payment` WHERE parenttype = 'Sales Invoice' AND base_amount <> 0
  ) t
  JOIN `tabSales Invoice` i ON i.name = t.parent
  JOIN (
    SELECT 'receipt' AS kind UNION ALL SELECT 'refund' UNION ALL SELECT 'write_off' UNION ALL SELECT 'discount'
  ) k ON k.kind IN ('write_off', 'discount') OR k.kind = IF(i.is_return = 1, 'refund', 'receipt')
  WHERE i.docstatus = 1 AND i.company = :company AND i.is_pos = 1
) m
WHERE m.amount <> 0
