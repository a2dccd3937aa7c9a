-- 销售出库 are invoices, 销售退货入库 credit notes. 零售 is paid at the counter and owed by
-- nobody, 其它出库 and 采购 are no sales. What is owed is the money after 优惠, tax
-- included, and the fees (other_money); it stands positive on returns too.
--
-- A bill without a tenant is seen on nobody's screen. It is in no figure, and said
-- with the company of its customer.
SELECT
  h.id        AS id,
  h.number    AS number,
  CASE WHEN h.tenant_id IS NULL THEN 'not_counted:tenant_id NULL' WHEN h.sub_type = '销售' THEN 'invoice' ELSE 'credit_note' END AS kind,
  h.organ_id  AS customer,
  h.oper_time AS posted,
  :currency   AS currency,
  h.discount_last_money + COALESCE(h.other_money, 0) - COALESCE(t.tax, 0) AS net,
  COALESCE(t.tax, 0)                                AS tax,
  h.discount_last_money + COALESCE(h.other_money, 0) AS gross,
  IF(h.sales_man LIKE '%,%', NULL, NULLIF(REPLACE(REPLACE(h.sales_man, '<', ''), '>', ''), '')) AS salesperson,
  sold.id     AS corrects,
  IF(h.sub_type = '销售', h.link_number, NULL)       AS order_number,
  u.username  AS created_by
FROM jsh_depot_head h
LEFT JOIN jsh_supplier s ON s.id = h.organ_id
LEFT JOIN jsh_user u ON u.id = h.creator
LEFT JOIN (
  SELECT header_id, SUM(tax_money) AS tax
  FROM jsh_depot_item
  WHERE COALESCE(tenant_id, :company) = :company AND COALESCE(delete_flag, '0') <> '1'
  GROUP BY header_id
) t ON t.header_id = h.id
LEFT JOIN (
  SELECT number, MIN(id) AS id
  FROM jsh_depot_head
  WHERE tenant_id = :company AND type = '出库' AND sub_type = '销售' AND COALESCE(delete_flag, '0') <> '1'
    AND (:approved_only = '0' OR status NOT IN ('0', '9'))
  GROUP BY number
) sold ON sold.number = h.link_number AND h.sub_type = '销售退货'
WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
  AND COALESCE(h.tenant_id, s.tenant_id, :company) = :company
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))

UNION ALL

-- 期初应收: what was owed when the books were taken over.
SELECT
  CONCAT('opening-', s.id), CONCAT('期初-', s.id), 'opening', s.id,
  CAST(CONCAT(:opening_date, ' 12:00:00') AS DATETIME), :currency,
  NULL, NULL, s.begin_need_get, NULL, NULL, NULL, NULL
FROM jsh_supplier s
WHERE s.type = '客户' AND COALESCE(s.tenant_id, :company) = :company AND s.begin_need_get <> 0
