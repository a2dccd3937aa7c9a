-- Of every invoice there is: which of them count, documents.sql says. To look for the
-- invoice of each row, anywhere in a wide table, took the server ten times as long.
SELECT
  t.parent                      AS document,
  t.sales_person                AS salesperson,
  t.allocated_percentage / 100  AS share
FROM `tabSales Team` t
WHERE t.parenttype = 'Sales Invoice'
