-- `enabled` came later than the oldest tables. A scalar subquery takes it where there
-- is one; else the name is that of `absent`.
SELECT
  p.id,
  p.id   AS code,
  p.name,
  (SELECT COALESCE(enabled, 1) FROM jsh_person x WHERE x.id = p.id) AS active
FROM jsh_person p
CROSS JOIN (SELECT NULL AS enabled) absent
WHERE p.tenant_id = :company AND p.type = '销售员' AND COALESCE(p.delete_flag, '0') <> '1'
