-- The general ledger's account of debtors, where customers' transactions are posted to
-- it; a company may keep its ledger elsewhere.
SELECT
  'gl'        AS basis,
  g.account   AS account,
  CAST(SUM(CAST(g.amount AS DECIMAL(24, 6))) AS DECIMAL(24, 2)) AS amount
FROM companies c
JOIN gltrans g ON g.account = c.debtorsact
WHERE c.coycode = 1 AND c.gllink_debtors = 1 AND g.trandate <= :as_of
GROUP BY g.account
