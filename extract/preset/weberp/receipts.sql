-- Receipts (12) are negative; a positive one was paid back. What was given off as a
-- discount (ovdiscount) is no money.
SELECT
  t.id        AS id,
  t.transno   AS number,
  t.debtorno  AS customer,
  t.trandate  AS received,
  c.currcode  AS currency,
  CAST(t.rate AS DECIMAL(30, 15)) AS inverse_rate,
  CAST(-(t.ovamount + t.ovgst + t.ovfreight) AS DECIMAL(20, 4)) AS amount,
  COALESCE(NULLIF(t.reference, ''), NULLIF(t.invtext, '')) AS reference
FROM debtortrans t
LEFT JOIN debtorsmaster c ON c.debtorno = t.debtorno
WHERE t.type = 12
