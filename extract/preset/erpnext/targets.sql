-- A year's target, spread over its months as its monthly distribution says, else
-- evenly, to the cent. A fiscal year that is not kept begins in the parameter's month
-- of the year that its name begins with: of "2025-2026", 2025.
SELECT
  p.salesperson AS salesperson,
  p.month       AS month,
  SUM(ROUND(p.amount * p.upto / p.whole, 2) - ROUND(p.amount * (p.upto - p.part) / p.whole, 2)) AS net_sales
FROM (
  SELECT t.salesperson, t.amount, t.month, t.part, t.whole,
    SUM(t.part) OVER (PARTITION BY t.name ORDER BY t.month) AS upto
  FROM (
    SELECT y.name, y.salesperson, y.amount,
      DATE_ADD(y.begins, INTERVAL m.n - 1 MONTH) AS month,
      IF(y.spread IS NULL, 1, COALESCE(d.percentage_allocation, 0)) AS part,
      IF(y.spread IS NULL, y.months, 100) AS whole
    FROM (
      SELECT g.name, g.parent AS salesperson, g.target_amount AS amount, s.parent AS spread,
        COALESCE(f.year_start_date, DATE_ADD(DATE(CONCAT(LEFT(g.fiscal_year, 4), '-01-01')), INTERVAL COALESCE(NULLIF(:fiscal_year_start, ''), 1) - 1 MONTH)) AS begins,
        COALESCE(TIMESTAMPDIFF(MONTH, f.year_start_date, DATE_ADD(f.year_end_date, INTERVAL 1 DAY)), 12) AS months
      FROM `tabTarget Detail` g
      LEFT JOIN {fiscal_year} f ON f.name = g.fiscal_year
      LEFT JOIN (SELECT DISTINCT parent FROM {distribution} x) s ON s.parent = g.distribution_id
      WHERE g.parenttype = 'Sales Person' AND g.target_amount <> 0
        AND (f.name IS NOT NULL OR g.fiscal_year REGEXP '^[0-9]{4}')
    ) y
    JOIN (
      SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
      UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12
    ) m ON m.n <= y.months
    LEFT JOIN {distribution} d ON d.parent = y.spread
      AND d.month = ELT(MONTH(DATE_ADD(y.begins, INTERVAL m.n - 1 MONTH)), 'January', 'February', 'March', 'April', 'May', 'June',
        'July', 'August', 'September', 'October', 'November', 'December')
  ) t
) p
GROUP BY p.salesperson, p.month
