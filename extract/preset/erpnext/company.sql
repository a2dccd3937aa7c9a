SELECT
  name                AS id,
  company_name        AS name,
  default_currency    AS currency,
  :fiscal_year_start  AS fiscal_year_start,
  (SELECT MAX(value) FROM tabSingles WHERE doctype = 'System Settings' AND field = 'time_zone') AS time_zone
FROM tabCompany
