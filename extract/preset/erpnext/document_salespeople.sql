-- Nearly all rows are wanted: they are read from end to end, each looks its invoice up.
SELECT
  t.parent                      AS document,
  t.sales_person                AS salesperson,
  t.allocated_percentage / 100  AS share
FROM `tabSales Team` t USE INDEX ()
STRAIGHT_JOIN `tabSales Invoice` i ON i.name = t.parent
WHERE t.parenttype = 'Sales Invoice' AND i.docstatus = 1 AND i.company = :company
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)
