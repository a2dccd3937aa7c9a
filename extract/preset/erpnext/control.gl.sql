-- The receivable accounts of the general ledger, which is read from end to end past the
-- few of them: by index, each row would lie elsewhere on disk.
SELECT
  'gl'                    AS basis,
  g.account               AS account,
  SUM(g.debit - g.credit) AS amount
FROM tabAccount a
STRAIGHT_JOIN `tabGL Entry` g USE INDEX () ON g.account = a.name
WHERE a.company = :company AND a.account_type = 'Receivable'
  AND g.company = :company AND g.is_cancelled = 0 AND g.posting_date <= :as_of
GROUP BY g.account
