-- Submitted quotations, in company currency at their own rate. One is ordered from the
-- first order on that names it, wholly or in part; ERPNext keeps no day on which one was
-- lost: the day of its last change is taken. What it calls expired was not decided.
-- A lead or a prospect is no customer.
SELECT
  q.name             AS id,
  q.name             AS number,
  IF(q.quotation_to = 'Customer', q.party_name, NULL) AS customer,
  IF(q.quotation_to = 'Customer', NULL, COALESCE(NULLIF(q.customer_name, ''), q.party_name)) AS prospect,
  q.transaction_date AS quoted,
  q.valid_till       AS valid_until,
  :currency          AS currency,
  q.base_grand_total AS amount,
  CASE
    WHEN o.sales_order IS NOT NULL OR q.status IN ('Ordered', 'Partially Ordered') THEN 'ordered'
    WHEN q.status = 'Lost' THEN 'lost'
    ELSE 'open'
  END                AS outcome,
  CASE
    WHEN o.sales_order IS NOT NULL THEN o.transaction_date
    WHEN q.status = 'Lost' THEN CAST(q.modified AS DATE)
  END                AS decided,
  o.sales_order      AS order_id
FROM `tabQuotation` q
LEFT JOIN (
  SELECT i.prevdoc_docname AS quotation, s.name AS sales_order, s.transaction_date,
    ROW_NUMBER() OVER (PARTITION BY i.prevdoc_docname ORDER BY s.transaction_date, s.name, i.idx) AS place
  FROM `tabSales Order Item` i
  JOIN `tabSales Order` s ON s.name = i.parent
  WHERE i.prevdoc_docname <> '' AND s.docstatus = 1 AND s.company = :company
) o ON o.quotation = q.name AND o.place = 1
WHERE q.docstatus = 1 AND q.company = :company
