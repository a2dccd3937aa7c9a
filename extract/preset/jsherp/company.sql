-- Each tenant with customers is a company.
SELECT
  t.tenant_id     AS id,
  COALESCE(
    (SELECT MAX(NULLIF(c.company_name, '')) FROM jsh_system_config c
     WHERE c.tenant_id = t.tenant_id AND COALESCE(c.delete_flag, '0') <> '1'),
    CONCAT('租户 ', t.tenant_id)) AS name,
  'Asia/Shanghai' AS time_zone
FROM (SELECT DISTINCT tenant_id FROM jsh_supplier WHERE type = '客户' AND tenant_id IS NOT NULL) t
