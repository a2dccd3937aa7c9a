-- 销售出库 are invoices, 销售退货 credit notes; both are numbered from 1. total_price is
-- what is owed: goods and tax, less what was given off, plus other costs, in yuan,
-- whatever the comments of the columns say.
SELECT
  o.id                            AS id,
  o.no                            AS number,
  'invoice'                       AS kind,
  o.customer_id                   AS customer,
  o.out_time                      AS posted,
  :currency                       AS currency,
  o.total_price - o.total_tax_price AS net,
  o.total_tax_price               AS tax,
  o.total_price                   AS gross,
  o.sale_user_id                  AS salesperson,
  NULLIF(o.order_no, '')          AS order_number,
  u.nickname                      AS created_by
FROM erp_sale_out o
LEFT JOIN system_users u ON u.id = CAST(NULLIF(o.creator, '') AS UNSIGNED)
WHERE o.tenant_id = :company AND o.deleted = 0 AND (:approved_only = '0' OR o.status = 20)

UNION ALL

SELECT
  CONCAT('return-', r.id), r.no, 'credit_note', r.customer_id, r.return_time, :currency,
  r.total_price - r.total_tax_price, r.total_tax_price, r.total_price, r.sale_user_id, NULLIF(r.order_no, ''), u.nickname
FROM erp_sale_return r
LEFT JOIN system_users u ON u.id = CAST(NULLIF(r.creator, '') AS UNSIGNED)
WHERE r.tenant_id = :company AND r.deleted = 0 AND (:approved_only = '0' OR r.status = 20)
