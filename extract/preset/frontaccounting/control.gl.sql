-- The general ledger's receivable accounts: those of the customers' branches, and the
-- one that stands in the setup for those that name none.
SELECT
  'gl'        AS basis,
  g.account   AS account,
  CAST(SUM(CAST(g.amount AS DECIMAL(24, 6))) AS DECIMAL(24, 2)) AS amount
FROM (
  SELECT receivables_account AS account FROM {prefix}cust_branch WHERE receivables_account <> ''
  UNION
  SELECT value FROM {prefix}sys_prefs WHERE name = 'debtors_act' AND value <> ''
) a
JOIN {prefix}gl_trans g ON g.account = a.account
WHERE g.tran_date <= :as_of
GROUP BY g.account
