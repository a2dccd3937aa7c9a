-- What of a note was not invoiced on the day is what is not today, by ERPNext's own share,
-- and what was invoiced of it since.
SELECT
  n.name          AS id,
  l.sales_order   AS order_id,
  n.customer      AS customer,
  n.posting_date  AS shipped,
  ROUND(n.base_grand_total * LEAST(
    IF(n.status IN ('Closed', 'Completed'), 0, GREATEST(100 - n.per_billed, 0) / 100)
    + COALESCE(b.net / NULLIF(n.net_total, 0), 0), 1), 2) AS not_invoiced
FROM `tabDelivery Note` n
LEFT JOIN (
  SELECT parent, MIN(against_sales_order) AS sales_order
  FROM `tabDelivery Note Item`
  WHERE against_sales_order <> ''
  GROUP BY parent
) l ON l.parent = n.name
LEFT JOIN (
  SELECT l.delivery_note, SUM(l.net_amount) AS net
  FROM `tabSales Invoice` i
  JOIN `tabSales Invoice Item` l ON l.parent = i.name
  WHERE i.docstatus = 1 AND i.company = :company AND i.is_return = 0 AND i.posting_date > :as_of AND l.delivery_note <> ''
  GROUP BY l.delivery_note
) b ON b.delivery_note = n.name
WHERE n.docstatus = 1 AND n.company = :company AND n.is_return = 0
