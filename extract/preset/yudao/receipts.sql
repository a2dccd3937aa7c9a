-- 收款单: receipt_price is the money, discount_price was given off (see allocations).
-- `receipt_price` of a bill is not read: receipts that nobody approved raise it too.
-- What was approved can no longer be changed: who did so last did approve it.
SELECT
  r.id            AS id,
  r.no            AS number,
  r.customer_id   AS customer,
  r.receipt_time  AS received,
  :currency       AS currency,
  r.receipt_price AS amount,
  a.name          AS method,
  r.remark        AS reference,
  u.nickname      AS created_by,
  IF(r.status = 20, v.nickname, NULL) AS approved_by
FROM erp_finance_receipt r
LEFT JOIN erp_account a ON a.id = r.account_id
LEFT JOIN system_users u ON u.id = CAST(NULLIF(r.creator, '') AS UNSIGNED)
LEFT JOIN system_users v ON v.id = CAST(NULLIF(r.updater, '') AS UNSIGNED)
WHERE r.tenant_id = :company AND r.deleted = 0 AND (:approved_only = '0' OR r.status = 20)

UNION ALL

-- The deposit on an order. Nothing in yudao ever sets it against a bill.
SELECT CONCAT('order-', o.id), o.no, o.customer_id, o.order_time, :currency, o.deposit_price, a.name, '定金', u.nickname, NULL
FROM erp_sale_order o
LEFT JOIN erp_account a ON a.id = o.account_id
LEFT JOIN system_users u ON u.id = CAST(NULLIF(o.creator, '') AS UNSIGNED)
WHERE o.tenant_id = :company AND o.deleted = 0 AND o.deposit_price <> 0 AND (:approved_only = '0' OR o.status = 20)
