-- webERP keeps a currency's rate of today only: those of past days are the ones at
-- which customers' transactions were booked. An order bears none of its own: that of
-- what was invoiced on it holds for its day, where nothing else was booked then.
SELECT
  c.currcode AS currency,
  u.day      AS day,
  CAST(COALESCE(MAX(IF(u.ordered, NULL, u.rate)), MAX(u.rate)) AS DECIMAL(30, 15)) AS inverse_rate
FROM (
  SELECT debtorno, trandate AS day, rate, 0 AS ordered
  FROM debtortrans
  UNION ALL
  SELECT o.debtorno, o.orddate, t.rate, 1
  FROM salesorders o
  JOIN debtortrans t ON t.order_ = o.orderno AND t.type = 10
) u
JOIN debtorsmaster c ON c.debtorno = u.debtorno
WHERE u.rate <> 0 AND c.currcode <> :currency
GROUP BY c.currcode, u.day
