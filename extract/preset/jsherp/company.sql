-- Each tenant with customers is a company.
SELECT
  t.tenant_id     AS id,
  COALESCE(c.name, CONCAT('租户 ', t.tenant_id)) AS name,
  'Asia/Shanghai' AS time_zone
FROM (SELECT DISTINCT tenant_id FROM jsh_supplier WHERE type = '客户' AND tenant_id IS NOT NULL) t
LEFT JOIN (
  SELECT tenant_id, MAX(NULLIF(company_name, '')) AS name
  FROM jsh_system_config
  WHERE COALESCE(delete_flag, '0') <> '1'
  GROUP BY tenant_id
) c ON c.tenant_id = t.tenant_id
