-- A 出库 both ships and invoices. How far an order had come on the day follows from the
-- bills that name it: where they sent all of its quantity nothing is left, though what tax
-- is rounded to on each may differ by a cent.
SELECT
  o.id,
  o.no           AS number,
  o.customer_id  AS customer,
  o.sale_user_id AS salesperson,
  o.order_time   AS ordered,
  b.last         AS shipped,
  b.last         AS invoiced,
  :currency      AS currency,
  o.total_price  AS amount,
  IF(b.sent >= o.total_count, 0, GREATEST(o.total_price - COALESCE(b.billed, 0), 0)) AS not_shipped,
  IF(b.sent >= o.total_count, 0, GREATEST(o.total_price - COALESCE(b.billed, 0), 0)) AS not_invoiced,
  IF(o.status = 20, '已审核', '未审核') AS status
FROM erp_sale_order o
LEFT JOIN (
  SELECT order_id, MAX(out_time) AS last, SUM(total_price - other_price) AS billed, SUM(total_count) AS sent
  FROM erp_sale_out
  WHERE tenant_id = :company AND deleted = 0 AND out_time < :as_of + INTERVAL 1 DAY AND (:approved_only = '0' OR status = 20)
  GROUP BY order_id
) b ON b.order_id = o.id
WHERE o.tenant_id = :company AND o.deleted = 0 AND (:approved_only = '0' OR o.status = 20)
