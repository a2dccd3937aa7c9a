-- A bill both ships and invoices. How far an order had come on the day follows from
-- the bills that name it; an order that is done (2) awaits only what came later.
SELECT
  o.id,
  o.number,
  o.organ_id  AS customer,
  NULLIF(SUBSTRING_INDEX(REPLACE(REPLACE(o.sales_man, '<', ''), '>', ''), ',', 1), '') AS salesperson,
  o.oper_time AS ordered,
  b.last      AS shipped,
  b.last      AS invoiced,
  :currency   AS currency,
  o.amount    AS amount,
  o.rest      AS not_shipped,
  o.rest      AS not_invoiced,
  CASE o.status WHEN '0' THEN '未审核' WHEN '1' THEN '已审核' WHEN '2' THEN '完成销售' WHEN '3' THEN '部分销售' WHEN '9' THEN '审核中' END AS status
FROM (
  SELECT
    h.id, h.number, h.organ_id, h.sales_man, h.oper_time, h.status,
    COALESCE(h.discount_last_money, h.total_price) AS amount,
    IF(h.status = '2', LEAST(COALESCE(l.later, 0), COALESCE(h.discount_last_money, h.total_price)),
      GREATEST(COALESCE(h.discount_last_money, h.total_price) - COALESCE(l.earlier, 0), 0)) AS rest
  FROM jsh_depot_head h
  LEFT JOIN (
    SELECT link_number,
      SUM(IF(oper_time < :as_of + INTERVAL 1 DAY, discount_last_money, 0)) AS earlier,
      SUM(IF(oper_time < :as_of + INTERVAL 1 DAY, 0, discount_last_money)) AS later
    FROM jsh_depot_head
    WHERE tenant_id = :company AND type = '出库' AND sub_type = '销售' AND link_number <> ''
      AND COALESCE(delete_flag, '0') <> '1' AND (:approved_only = '0' OR status NOT IN ('0', '9'))
    GROUP BY link_number
  ) l ON l.link_number = h.number
  WHERE h.type = '其它' AND h.sub_type = '销售订单' AND h.tenant_id = :company
    AND COALESCE(h.delete_flag, '0') <> '1' AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
) o
LEFT JOIN (
  SELECT link_number, MAX(oper_time) AS last
  FROM jsh_depot_head
  WHERE tenant_id = :company AND type = '出库' AND sub_type = '销售' AND link_number <> ''
    AND oper_time < :as_of + INTERVAL 1 DAY
    AND COALESCE(delete_flag, '0') <> '1' AND (:approved_only = '0' OR status NOT IN ('0', '9'))
  GROUP BY link_number
) b ON b.link_number = o.number
