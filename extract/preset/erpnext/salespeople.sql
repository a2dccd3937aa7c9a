-- A tree: its groups are the teams, and may be named on an invoice too. Who is an
-- employee has an address at the company, else that by which they log in.
SELECT
  p.name                 AS id,
  p.name                 AS code,
  p.sales_person_name    AS name,
  p.parent_sales_person  AS team,
  NULLIF(p.parent_sales_person, '') AS manager,
  COALESCE(NULLIF(e.company_email, ''), IF(e.user_id LIKE '%@%', e.user_id, NULL)) AS mail,
  e.date_of_joining      AS joined,
  e.relieving_date       AS left_on,
  p.enabled              AS active
FROM `tabSales Person` p
LEFT JOIN {employee} e ON e.name = p.employee
