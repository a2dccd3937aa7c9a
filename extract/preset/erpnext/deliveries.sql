SELECT
  n.name          AS id,
  l.sales_order   AS order_id,
  n.customer      AS customer,
  n.posting_date  AS shipped,
  IF(n.status IN ('Closed', 'Completed'), 0, ROUND(n.base_grand_total * GREATEST(100 - n.per_billed, 0) / 100, 2)) AS not_invoiced
FROM `tabDelivery Note` n
LEFT JOIN (
  SELECT parent, MIN(against_sales_order) AS sales_order
  FROM `tabDelivery Note Item`
  WHERE against_sales_order <> ''
  GROUP BY parent
) l ON l.parent = n.name
WHERE n.docstatus = 1 AND n.company = :company AND n.is_return = 0
