-- Amounts stand in company currency, at the order's own rate. What is left of an order
-- is taken from the shares that ERPNext keeps of it: those by which it checks the
-- credit limit too. A closed order has nothing left.
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
  IF(o.status IN ('Closed', 'Completed'), 0, ROUND(o.base_grand_total * GREATEST(100 - o.per_delivered, 0) / 100, 2)) AS not_shipped,
  IF(o.status IN ('Closed', 'Completed'), 0, ROUND(o.base_grand_total * GREATEST(100 - o.per_billed, 0) / 100, 2))    AS not_invoiced,
  o.status            AS status
FROM `tabSales Order` o
LEFT JOIN (
  SELECT parent, sales_person,
    ROW_NUMBER() OVER (PARTITION BY parent ORDER BY allocated_percentage DESC, idx, sales_person) AS place
  FROM `tabSales Team`
  WHERE parenttype = 'Sales Order'
) t ON t.parent = o.name AND t.place = 1
WHERE o.docstatus = 1 AND o.company = :company
