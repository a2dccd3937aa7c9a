-- What invoices (10) and credit notes (11) posted to accounts of the section of income,
-- where customers' transactions are posted to the ledger.
SELECT
  g.account AS account,
  CAST(-SUM(CAST(g.amount AS DECIMAL(24, 6))) AS DECIMAL(24, 2)) AS amount
FROM companies c
JOIN gltrans g ON g.type IN (10, 11)
JOIN chartmaster m ON m.accountcode = g.account
JOIN accountgroups p ON p.groupname = m.group_ AND p.pandl = 1 AND p.sectioninaccounts = 1
WHERE c.coycode = 1 AND c.gllink_debtors = 1 AND g.trandate >= :from AND g.trandate <= :as_of
GROUP BY g.account
