-- The foot of the customers' statement (客户对账) on the day, as jshERP adds it up: the
-- opening balance, bills, and the items of receipts. Approved or not: it asks neither.
SELECT
  'erp'    AS basis,
  '客户对账' AS account,
  (SELECT COALESCE(SUM(begin_need_get), 0) FROM jsh_supplier
   WHERE type = '客户' AND tenant_id = :company AND COALESCE(delete_flag, '0') <> '1')
  + (SELECT COALESCE(SUM(IF(h.type = '出库', 1, -1) * (
        COALESCE(h.discount_last_money, 0) + COALESCE(h.other_money, 0) - COALESCE(h.deposit, 0) - ABS(COALESCE(h.change_amount, 0)))), 0)
     FROM jsh_depot_head h JOIN jsh_supplier s ON s.id = h.organ_id
     WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
       AND h.tenant_id = :company AND h.oper_time < :as_of + INTERVAL 1 DAY AND COALESCE(h.delete_flag, '0') <> '1'
       AND s.type = '客户' AND COALESCE(s.delete_flag, '0') <> '1')
  - (SELECT COALESCE(SUM(i.each_amount), 0)
     FROM jsh_account_head h JOIN jsh_account_item i ON i.header_id = h.id JOIN jsh_supplier s ON s.id = h.organ_id
     WHERE h.type = '收款' AND h.tenant_id = :company AND h.bill_time < :as_of + INTERVAL 1 DAY
       AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(i.delete_flag, '0') <> '1'
       AND s.type = '客户' AND COALESCE(s.delete_flag, '0') <> '1') AS amount

UNION ALL

-- It counts what is not approved.
SELECT 'erp', '未审核',
  - (SELECT COALESCE(SUM(IF(h.type = '出库', 1, -1) * (
        COALESCE(h.discount_last_money, 0) + COALESCE(h.other_money, 0) - COALESCE(h.deposit, 0) - ABS(COALESCE(h.change_amount, 0)))), 0)
     FROM jsh_depot_head h
     WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
       AND h.tenant_id = :company AND h.oper_time < :as_of + INTERVAL 1 DAY AND COALESCE(h.delete_flag, '0') <> '1'
       AND :approved_only = '1' AND COALESCE(h.status, '0') IN ('0', '9'))
  + (SELECT COALESCE(SUM(i.each_amount), 0)
     FROM jsh_account_head h JOIN jsh_account_item i ON i.header_id = h.id
     WHERE h.type = '收款' AND h.tenant_id = :company AND h.bill_time < :as_of + INTERVAL 1 DAY
       AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(i.delete_flag, '0') <> '1'
       AND :approved_only = '1' AND COALESCE(h.status, '0') IN ('0', '9'))

UNION ALL

-- It knows of an order's deposit only once a bill takes it off.
SELECT 'erp', '订金',
  (SELECT COALESCE(SUM(b.deposit), 0)
   FROM jsh_depot_head b JOIN jsh_depot_head o ON o.number = b.link_number AND o.tenant_id = b.tenant_id
   WHERE b.type = '出库' AND b.sub_type = '销售' AND b.tenant_id = :company AND b.deposit <> 0
     AND b.oper_time < :as_of + INTERVAL 1 DAY AND COALESCE(b.delete_flag, '0') <> '1'
     AND (:approved_only = '0' OR b.status NOT IN ('0', '9'))
     AND o.type = '其它' AND o.sub_type = '销售订单' AND o.change_amount <> 0 AND COALESCE(o.delete_flag, '0') <> '1'
     AND (:approved_only = '0' OR o.status NOT IN ('0', '9')))
  - (SELECT COALESCE(SUM(ABS(o.change_amount)), 0)
     FROM jsh_depot_head o
     WHERE o.type = '其它' AND o.sub_type = '销售订单' AND o.tenant_id = :company
       AND o.oper_time < :as_of + INTERVAL 1 DAY AND COALESCE(o.delete_flag, '0') <> '1'
       AND (:approved_only = '0' OR o.status NOT IN ('0', '9')))

UNION ALL

-- Nor of money that was received for no bill.
SELECT 'erp', '未核销收款',
  - (SELECT COALESCE(SUM(h.change_amount), 0)
     FROM jsh_account_head h
     WHERE h.type = '收款' AND h.tenant_id = :company AND h.bill_time < :as_of + INTERVAL 1 DAY
       AND COALESCE(h.delete_flag, '0') <> '1' AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
       AND h.id NOT IN (SELECT header_id FROM jsh_account_item WHERE COALESCE(delete_flag, '0') <> '1'))

UNION ALL

-- The balance that jshERP keeps with the customer is out of date. It is in no figure,
-- and what it differs by from the statement of today is said.
SELECT 'not_counted:all_need_get', CONCAT('all_need_get × ', COUNT(*)), SUM(kept - true_balance)
FROM (
  SELECT s.id, COALESCE(s.all_need_get, 0) AS kept,
    COALESCE(s.begin_need_get, 0) + COALESCE(b.billed, 0) - COALESCE(p.paid, 0) AS true_balance
  FROM jsh_supplier s
  LEFT JOIN (
    SELECT organ_id, SUM(IF(type = '出库', 1, -1) * (
      COALESCE(discount_last_money, 0) + COALESCE(other_money, 0) - COALESCE(deposit, 0) - ABS(COALESCE(change_amount, 0)))) AS billed
    FROM jsh_depot_head
    WHERE (type = '出库' AND sub_type = '销售' OR type = '入库' AND sub_type = '销售退货')
      AND tenant_id = :company AND COALESCE(delete_flag, '0') <> '1'
    GROUP BY organ_id
  ) b ON b.organ_id = s.id
  LEFT JOIN (
    SELECT h.organ_id, SUM(i.each_amount) AS paid
    FROM jsh_account_head h JOIN jsh_account_item i ON i.header_id = h.id
    WHERE h.type = '收款' AND h.tenant_id = :company
      AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(i.delete_flag, '0') <> '1'
    GROUP BY h.organ_id
  ) p ON p.organ_id = s.id
  WHERE s.type = '客户' AND s.tenant_id = :company AND COALESCE(s.delete_flag, '0') <> '1'
) balances
WHERE kept <> true_balance
HAVING COUNT(*) > 0
