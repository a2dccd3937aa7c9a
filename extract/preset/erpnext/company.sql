-- The fiscal year begins as the last that is kept for the company or for all, unless a
-- parameter says otherwise.
SELECT
  c.name              AS id,
  c.company_name      AS name,
  c.default_currency  AS currency,
  COALESCE(NULLIF(:fiscal_year_start, ''), (
    SELECT MONTH(y.year_start_date)
    FROM {fiscal_year} y
    LEFT JOIN {fiscal_year_company} k ON k.parent = y.name
    WHERE y.disabled = 0 AND y.is_short_year = 0 AND (k.company IS NULL OR k.company = c.name)
    ORDER BY y.year_start_date DESC LIMIT 1)) AS fiscal_year_start,
  (SELECT MAX(value) FROM tabSingles WHERE doctype = 'System Settings' AND field = 'time_zone') AS time_zone
FROM tabCompany c
