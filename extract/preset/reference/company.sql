SELECT
  id, name, currency, fiscal_year_start, time_zone
FROM company
