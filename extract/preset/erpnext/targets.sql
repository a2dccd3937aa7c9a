-- A year's target, spread evenly over its months, to the cent. The year is the one
-- in which the fiscal year begins: of "2025-2026", 2025.
SELECT
  y.salesperson AS salesperson,
  DATE_ADD(DATE(CONCAT(y.year, '-01-01')), INTERVAL :fiscal_year_start + m.n - 2 MONTH) AS month,
  ROUND(y.amount * m.n / 12, 2) - ROUND(y.amount * (m.n - 1) / 12, 2) AS net_sales
FROM (
  SELECT t.parent AS salesperson, LEFT(t.fiscal_year, 4) AS year, SUM(t.target_amount) AS amount
  FROM `tabTarget Detail` t
  WHERE t.parenttype = 'Sales Person' AND t.target_amount <> 0 AND t.fiscal_year REGEXP '^[0-9]{4}'
  GROUP BY t.parent, LEFT(t.fiscal_year, 4)
) y
CROSS JOIN (
  SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
  UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12
) m
