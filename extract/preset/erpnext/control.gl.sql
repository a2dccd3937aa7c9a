-- The receivable accounts of the general ledger, which is read from end to end: by
-- index, each row would lie elsewhere on disk. An account belongs to one company.
SELECT
  'gl'      AS basis,
  g.account AS account,
  g.amount  AS amount
FROM (
  SELECT account, SUM(debit - credit) AS amount
  FROM `tabGL Entry` USE INDEX ()
  WHERE is_cancelled = 0 AND posting_date <= :as_of
  GROUP BY account
) g
JOIN tabAccount a ON a.name = g.account
WHERE a.company = :company AND a.account_type = 'Receivable'
