-- erp: what Accounts Receivable would say, which adds up the payment ledger. gl: the
-- receivable accounts of the general ledger, which is read from end to end past
-- the few of them: by index, each row would lie elsewhere on disk.
SELECT
  'erp'             AS basis,
  'payment ledger'  AS account,
  SUM(l.amount)     AS amount
FROM `tabPayment Ledger Entry` l
WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
  AND l.delinked = 0 AND l.posting_date <= :as_of
HAVING COUNT(*) > 0

UNION ALL

SELECT 'gl', g.account, SUM(g.debit - g.credit)
FROM tabAccount a
STRAIGHT_JOIN `tabGL Entry` g USE INDEX () ON g.account = a.name
WHERE a.company = :company AND a.account_type = 'Receivable'
  AND g.company = :company AND g.is_cancelled = 0 AND g.posting_date <= :as_of
GROUP BY g.account
