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
  b.method    AS method,
  COALESCE(NULLIF(t.reference, ''), NULLIF(t.invtext, '')) AS reference
FROM debtortrans t
LEFT JOIN debtorsmaster c ON c.debtorno = t.debtorno
LEFT JOIN (
  SELECT x.transno, MIN(NULLIF(x.banktranstype, '')) AS method FROM {bank} x WHERE x.type = 12 GROUP BY x.transno
) b ON b.transno = t.transno
WHERE t.type = 12
