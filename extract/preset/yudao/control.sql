-- yudao has no statement of a customer. Its statistic of sales (销售统计) is deliveries
-- less returns, approved or not; less what the heads of receipts say was settled, the
-- discount included, that is what customers should owe.
SELECT
  'erp'                  AS basis,
  '销售统计 − 收款合计' AS account,
  (SELECT COALESCE(SUM(total_price), 0) FROM erp_sale_out
   WHERE tenant_id = :company AND deleted = 0 AND out_time < :as_of + INTERVAL 1 DAY)
  - (SELECT COALESCE(SUM(total_price), 0) FROM erp_sale_return
     WHERE tenant_id = :company AND deleted = 0 AND return_time < :as_of + INTERVAL 1 DAY)
  - (SELECT COALESCE(SUM(total_price), 0) FROM erp_finance_receipt
     WHERE tenant_id = :company AND deleted = 0 AND receipt_time < :as_of + INTERVAL 1 DAY) AS amount

UNION ALL

-- It counts what is not approved.
SELECT 'erp', '未审核',
  (SELECT COALESCE(SUM(total_price), 0) FROM erp_sale_return
   WHERE tenant_id = :company AND deleted = 0 AND return_time < :as_of + INTERVAL 1 DAY AND :approved_only = '1' AND status <> 20)
  + (SELECT COALESCE(SUM(total_price), 0) FROM erp_finance_receipt
     WHERE tenant_id = :company AND deleted = 0 AND receipt_time < :as_of + INTERVAL 1 DAY AND :approved_only = '1' AND status <> 20)
  - (SELECT COALESCE(SUM(total_price), 0) FROM erp_sale_out
     WHERE tenant_id = :company AND deleted = 0 AND out_time < :as_of + INTERVAL 1 DAY AND :approved_only = '1' AND status <> 20)

UNION ALL

-- It knows of no deposits on orders.
SELECT 'erp', '定金', -COALESCE(SUM(deposit_price), 0)
FROM erp_sale_order
WHERE tenant_id = :company AND deleted = 0 AND order_time < :as_of + INTERVAL 1 DAY AND (:approved_only = '0' OR status = 20)
