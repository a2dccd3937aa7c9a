-- What Accounts Receivable would say, which adds up the payment ledger.
SELECT
  'erp'             AS basis,
  'payment ledger'  AS account,
  SUM(l.amount)     AS amount
FROM `tabPayment Ledger Entry` l
WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
  AND l.delinked = 0 AND l.posting_date <= :as_of
HAVING COUNT(*) > 0
