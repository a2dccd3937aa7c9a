-- A webERP database is one company. Its currency is the one that is worth one unit of
-- itself. Its fiscal year begins after the month in which the last one ends.
SELECT
  DATABASE() AS id,
  COALESCE(NULLIF(:company_name, ''), DATABASE()) AS name,
  COALESCE(
    (SELECT MIN(currabrev) FROM currencies WHERE rate = 1 HAVING COUNT(*) = 1),
    (SELECT c.currcode FROM debtortrans t JOIN debtorsmaster c ON c.debtorno = t.debtorno
     WHERE t.rate = 1 GROUP BY c.currcode ORDER BY COUNT(*) DESC LIMIT 1)) AS currency,
  (SELECT MOD(CAST(MAX(x.confvalue) AS UNSIGNED), 12) + 1 FROM {config} x WHERE x.confname = 'YearEnd') AS fiscal_year_start
