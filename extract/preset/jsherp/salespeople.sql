SELECT
  id,
  id   AS code,
  name
FROM jsh_person
WHERE tenant_id = :company AND type = '销售员' AND COALESCE(delete_flag, '0') <> '1'
