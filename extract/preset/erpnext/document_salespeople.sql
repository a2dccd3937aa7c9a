-- From the invoices, which are read from end to end, to their few short rows: the
-- other way round every row would look for its invoice, anywhere in a wide table.
SELECT
  t.parent                      AS document,
  t.sales_person                AS salesperson,
  t.allocated_percentage / 100  AS share
FROM `tabSales Invoice` i
STRAIGHT_JOIN `tabSales Team` t ON t.parent = i.name
WHERE t.parenttype = 'Sales Invoice' AND i.docstatus = 1 AND i.company = :company
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)
