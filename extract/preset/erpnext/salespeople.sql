-- A tree: its groups are the teams, and may be named on an invoice too.
SELECT
  name                 AS id,
  name                 AS code,
  sales_person_name    AS name,
  parent_sales_person  AS team,
  NULLIF(parent_sales_person, '') AS manager
FROM `tabSales Person`
