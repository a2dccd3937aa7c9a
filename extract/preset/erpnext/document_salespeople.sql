SELECT
  t.parent                      AS document,
  t.sales_person                AS salesperson,
  t.allocated_percentage / 100  AS share
FROM `tabSales Invoice` i
JOIN `tabSales Team` t ON t.parent = i.name AND t.parenttype = 'Sales Invoice'
WHERE i.docstatus = 1 AND i.company = :company
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)
