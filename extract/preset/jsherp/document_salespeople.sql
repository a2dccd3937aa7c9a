-- Of several salespeople on a bill ("14,15", in old bills "<14>,<15>") each has an
-- equal part.
SELECT
  h.id AS document,
  p.id AS salesperson,
  CAST(1 / (1 + LENGTH(h.sales_man) - LENGTH(REPLACE(h.sales_man, ',', ''))) AS DECIMAL(9, 6)) AS share
FROM jsh_depot_head h
JOIN jsh_person p ON p.tenant_id = :company AND p.type = '销售员'
  AND FIND_IN_SET(p.id, REPLACE(REPLACE(h.sales_man, '<', ''), '>', '')) > 0
WHERE h.sales_man LIKE '%,%' AND h.tenant_id = :company
  AND (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
  AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(p.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
