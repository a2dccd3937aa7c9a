-- 收款单: change_amount is the money, discount_money was given off (see allocations).
-- 收入 is other income, 收预付款 belongs to members. One without a tenant is seen on
-- nobody's screen and is nobody's: it is excluded, and said.
SELECT
  h.id            AS id,
  h.bill_no       AS number,
  IF(h.tenant_id IS NULL, NULL, h.organ_id) AS customer,
  h.bill_time     AS received,
  :currency       AS currency,
  h.change_amount AS amount,
  a.name          AS method,
  h.remark        AS reference,
  u.username      AS created_by
FROM jsh_account_head h
LEFT JOIN jsh_supplier s ON s.id = h.organ_id
LEFT JOIN jsh_account a ON a.id = h.account_id
LEFT JOIN jsh_user u ON u.id = h.creator
WHERE h.type = '收款' AND COALESCE(h.tenant_id, s.tenant_id, :company) = :company
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))

UNION ALL

-- Money that a bill itself took in or, on a return, paid back; and order deposits.
SELECT
  CONCAT(IF(h.sub_type = '销售订单', 'order-', 'bill-'), h.id), h.number, h.organ_id, h.oper_time, :currency,
  IF(h.sub_type = '销售退货', -ABS(h.change_amount), ABS(h.change_amount)),
  a.name, IF(h.sub_type = '销售订单', '订金', NULL), u.username
FROM jsh_depot_head h
LEFT JOIN jsh_account a ON a.id = h.account_id
LEFT JOIN jsh_user u ON u.id = h.creator
WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货' OR h.type = '其它' AND h.sub_type = '销售订单')
  AND h.tenant_id = :company AND h.change_amount <> 0
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))

UNION ALL

-- A deposit that a bill takes off and whose order is not there: the bill is its only
-- trace.
SELECT CONCAT('deposit-', h.id), h.number, h.organ_id, h.oper_time, :currency, h.deposit, NULL, '订金', NULL
FROM jsh_depot_head h
LEFT JOIN (
  SELECT number, MIN(id) AS id
  FROM jsh_depot_head
  WHERE tenant_id = :company AND type = '其它' AND sub_type = '销售订单' AND change_amount <> 0
    AND COALESCE(delete_flag, '0') <> '1' AND (:approved_only = '0' OR status NOT IN ('0', '9'))
  GROUP BY number
) o ON o.number = h.link_number
WHERE h.type = '出库' AND h.sub_type = '销售' AND h.tenant_id = :company AND h.deposit <> 0 AND o.id IS NULL
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
