-- Each tenant with customers is a company.
SELECT
  t.tenant_id     AS id,
  COALESCE(NULLIF(:company_name, ''), CONCAT('租户 ', t.tenant_id)) AS name,
  'Asia/Shanghai' AS time_zone
FROM (SELECT DISTINCT tenant_id FROM erp_customer WHERE deleted = 0) t
