-- A line's part of what the bill gives off at its foot (优惠) is cut from its price, so
-- that lines sum to their bill. The cost is the purchase price of the line, else that
-- of the product today.
SELECT
  b.header_id AS document,
  b.line_no   AS line_no,
  b.product   AS product,
  b.quantity  AS quantity,
  e.wholesale_decimal AS list_price,
  CAST(b.net / NULLIF(b.quantity, 0) AS DECIMAL(24, 6)) AS unit_price,
  b.net       AS net,
  COALESCE(b.purchase_unit_price, NULLIF(e.purchase_decimal, 0)) * b.quantity AS cost,
  IF(b.sub_type = '销售退货', b.remark, NULL) AS return_reason
FROM (
  SELECT
    i.header_id, h.sub_type, i.remark, i.purchase_unit_price, i.oper_number AS quantity,
    ROW_NUMBER() OVER (PARTITION BY i.header_id ORDER BY i.id) AS line_no,
    COALESCE(i.material_extend_id, (
      SELECT MIN(x.id) FROM jsh_material_extend x WHERE x.material_id = i.material_id AND x.default_flag = '1')) AS product,
    i.all_price - IF(COALESCE(h.discount_money, 0) = 0, 0,
      COALESCE(ROUND(h.discount_money * SUM(i.all_price) OVER (PARTITION BY i.header_id ORDER BY i.id)
        / NULLIF(SUM(i.all_price) OVER (PARTITION BY i.header_id), 0), 2), 0)
      - COALESCE(ROUND(h.discount_money * (SUM(i.all_price) OVER (PARTITION BY i.header_id ORDER BY i.id) - i.all_price)
        / NULLIF(SUM(i.all_price) OVER (PARTITION BY i.header_id), 0), 2), 0)) AS net
  FROM jsh_depot_head h
  JOIN jsh_depot_item i ON i.header_id = h.id
  WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
    AND h.tenant_id = :company AND h.oper_time < :as_of + INTERVAL 1 DAY
    AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(i.delete_flag, '0') <> '1'
    AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
) b
LEFT JOIN jsh_material_extend e ON e.id = b.product
