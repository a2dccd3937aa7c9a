-- Amounts stand in company currency, at the order's own rate. What was left of an order
-- on the day is what its items lack today, and what came since: a closed or completed one
-- lacks nothing, and one without items what its shares (per_…) say.
SELECT
  o.name              AS id,
  o.name              AS number,
  o.customer          AS customer,
  t.sales_person      AS salesperson,
  o.transaction_date  AS ordered,
  o.delivery_date     AS promised,
  (SELECT MAX(n.posting_date)
   FROM `tabDelivery Note Item` l JOIN `tabDelivery Note` n ON n.name = l.parent
   WHERE l.against_sales_order = o.name AND n.docstatus = 1 AND n.is_return = 0 AND n.posting_date <= :as_of) AS shipped,
  (SELECT MAX(i.posting_date)
   FROM `tabSales Invoice Item` l JOIN `tabSales Invoice` i ON i.name = l.parent
   WHERE l.sales_order = o.name AND i.docstatus = 1 AND i.is_return = 0 AND i.posting_date <= :as_of) AS invoiced,
  :currency           AS currency,
  o.base_grand_total  AS amount,
  ROUND(o.base_grand_total * LEAST(
    IF(o.status IN ('Closed', 'Completed'), 0, COALESCE(r.not_sent, GREATEST(100 - o.per_delivered, 0) / 100))
    + COALESCE(s.net / NULLIF(o.net_total, 0), 0), 1), 2) AS not_shipped,
  ROUND(o.base_grand_total * LEAST(
    IF(o.status IN ('Closed', 'Completed'), 0, COALESCE(r.not_billed, GREATEST(100 - o.per_billed, 0) / 100))
    + COALESCE(b.net / NULLIF(o.net_total, 0), 0), 1), 2) AS not_invoiced,
  o.status            AS status
FROM `tabSales Order` o
LEFT JOIN (
  SELECT parent, sales_person,
    ROW_NUMBER() OVER (PARTITION BY parent ORDER BY allocated_percentage DESC, idx, sales_person) AS place
  FROM `tabSales Team`
  WHERE parenttype = 'Sales Order'
) t ON t.parent = o.name AND t.place = 1
LEFT JOIN (
  SELECT i.parent,
    SUM(i.net_amount * GREATEST(1 - i.delivered_qty / NULLIF(i.qty, 0), 0)) / NULLIF(SUM(i.net_amount), 0)     AS not_sent,
    SUM(i.net_amount * GREATEST(1 - i.billed_amt / NULLIF(i.amount, 0), 0)) / NULLIF(SUM(i.net_amount), 0) AS not_billed
  FROM `tabSales Order` q
  JOIN `tabSales Order Item` i ON i.parent = q.name
  WHERE q.docstatus = 1 AND q.company = :company AND q.status NOT IN ('Closed', 'Completed')
  GROUP BY i.parent
) r ON r.parent = o.name
LEFT JOIN (
  SELECT l.against_sales_order, SUM(l.net_amount) AS net
  FROM `tabDelivery Note` n
  JOIN `tabDelivery Note Item` l ON l.parent = n.name
  WHERE n.docstatus = 1 AND n.company = :company AND n.is_return = 0 AND n.posting_date > :as_of AND l.against_sales_order <> ''
  GROUP BY l.against_sales_order
) s ON s.against_sales_order = o.name
LEFT JOIN (
  SELECT l.sales_order, SUM(l.net_amount) AS net
  FROM `tabSales Invoice` i
  JOIN `tabSales Invoice Item` l ON l.parent = i.name
  WHERE i.docstatus = 1 AND i.company = :company AND i.is_return = 0 AND i.posting_date > :as_of AND l.sales_order <> ''
  GROUP BY l.sales_order
) b ON b.sales_order = o.name
WHERE o.docstatus = 1 AND o.company = :company
