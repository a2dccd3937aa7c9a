-- Of all users those who ever sold.
SELECT
  u.id,
  u.username AS code,
  u.nickname AS name,
  u.email    AS mail,
  u.status = 0 AND u.deleted = 0 AS active
FROM system_users u
JOIN (
  SELECT sale_user_id FROM erp_sale_out WHERE tenant_id = :company
  UNION SELECT sale_user_id FROM erp_sale_return WHERE tenant_id = :company
  UNION SELECT sale_user_id FROM erp_sale_order WHERE tenant_id = :company
) s ON s.sale_user_id = u.id
WHERE u.tenant_id = :company
