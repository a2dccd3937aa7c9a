-- Goods leave with a negative quantity. What is not shown on the invoice is a part of a
-- kit: it is no sale, and the cost of the kit stands with the kit.
SELECT
  t.id      AS document,
  m.line_no AS line_no,
  m.stockid AS product,
  m.quantity,
  CAST(m.price AS DECIMAL(20, 6)) AS list_price,
  CAST(m.price * (1 - m.discountpercent) AS DECIMAL(20, 6)) AS unit_price,
  CAST(ROUND(m.quantity * m.price * (1 - m.discountpercent), 2) AS DECIMAL(20, 2)) AS net,
  CAST(NULLIF(m.quantity * m.standardcost, 0) AS DECIMAL(20, 4)) AS cost,
  IF(m.type = 11, NULLIF(m.narrative, ''), NULL) AS return_reason
FROM (
  SELECT type, transno, stockid, price, discountpercent, standardcost, narrative,
    CAST(IF(type = 10, -qty, qty) AS DECIMAL(20, 6)) AS quantity,
    ROW_NUMBER() OVER (PARTITION BY type, transno ORDER BY stkmoveno) AS line_no
  FROM stockmoves
  WHERE type IN (10, 11) AND show_on_inv_crds = 1 AND trandate <= :as_of
) m
JOIN debtortrans t ON t.type = m.type AND t.transno = m.transno
