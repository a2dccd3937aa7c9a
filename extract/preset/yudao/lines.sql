-- A line's part of what the bill gives off at its foot is cut from its price, so that
-- lines sum to their bill. The cost is the product's purchase price of today: there is
-- no other.
SELECT
  l.document,
  l.line_no,
  l.product_id AS product,
  l.quantity,
  p.sale_price AS list_price,
  CAST(l.net / NULLIF(l.quantity, 0) AS DECIMAL(24, 6)) AS unit_price,
  l.net,
  NULLIF(p.purchase_price, 0) * l.quantity AS cost,
  l.return_reason
FROM (
  SELECT
    o.id AS document, i.product_id, i.count AS quantity, NULL AS return_reason,
    ROW_NUMBER() OVER (PARTITION BY o.id ORDER BY i.id) AS line_no,
    i.total_price - IF(o.discount_price = 0, 0,
      COALESCE(ROUND(o.discount_price * SUM(i.total_price) OVER (PARTITION BY o.id ORDER BY i.id)
        / NULLIF(SUM(i.total_price) OVER (PARTITION BY o.id), 0), 2), 0)
      - COALESCE(ROUND(o.discount_price * (SUM(i.total_price) OVER (PARTITION BY o.id ORDER BY i.id) - i.total_price)
        / NULLIF(SUM(i.total_price) OVER (PARTITION BY o.id), 0), 2), 0)) AS net
  FROM erp_sale_out o
  JOIN erp_sale_out_items i ON i.out_id = o.id AND i.deleted = 0
  WHERE o.tenant_id = :company AND o.deleted = 0 AND o.out_time < :as_of + INTERVAL 1 DAY
    AND (:approved_only = '0' OR o.status = 20)

  UNION ALL

  SELECT
    CONCAT('return-', r.id), i.product_id, i.count, i.remark,
    ROW_NUMBER() OVER (PARTITION BY r.id ORDER BY i.id),
    i.total_price - IF(r.discount_price = 0, 0,
      COALESCE(ROUND(r.discount_price * SUM(i.total_price) OVER (PARTITION BY r.id ORDER BY i.id)
        / NULLIF(SUM(i.total_price) OVER (PARTITION BY r.id), 0), 2), 0)
      - COALESCE(ROUND(r.discount_price * (SUM(i.total_price) OVER (PARTITION BY r.id ORDER BY i.id) - i.total_price)
        / NULLIF(SUM(i.total_price) OVER (PARTITION BY r.id), 0), 2), 0))
  FROM erp_sale_return r
  JOIN erp_sale_return_items i ON i.return_id = r.id AND i.deleted = 0
  WHERE r.tenant_id = :company AND r.deleted = 0 AND r.return_time < :as_of + INTERVAL 1 DAY
    AND (:approved_only = '0' OR r.status = 20)
) l
LEFT JOIN erp_product p ON p.id = l.product_id
