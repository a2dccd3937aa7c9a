-- webERP keeps a currency's rate of today only: those of past days are the ones at
-- which customers' transactions were booked. Orders bear none of their own.
SELECT
  c.currcode AS currency,
  t.trandate AS day,
  CAST(MAX(t.rate) AS DECIMAL(30, 15)) AS inverse_rate
FROM debtortrans t
JOIN debtorsmaster c ON c.debtorno = t.debtorno
WHERE t.rate <> 0 AND c.currcode <> :currency
GROUP BY c.currcode, t.trandate
