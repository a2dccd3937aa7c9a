-- What invoices (10) and credit notes (11) posted to accounts of the class of income,
-- whatever the account is called.
SELECT
  g.account AS account,
  CAST(-SUM(CAST(g.amount AS DECIMAL(24, 6))) AS DECIMAL(24, 2)) AS amount
FROM {prefix}gl_trans g
JOIN {prefix}chart_master m ON m.account_code = g.account
JOIN {prefix}chart_types t ON t.id = m.account_type
JOIN {prefix}chart_class c ON c.cid = t.class_id AND c.ctype = 4
WHERE g.type IN (10, 11) AND g.tran_date >= :from AND g.tran_date <= :as_of
GROUP BY g.account

UNION ALL

-- A ledger without a posting says that nothing was sold.
SELECT NULL, 0
