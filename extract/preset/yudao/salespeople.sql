-- Of all users those who ever sold. Their department is their team, and its head their
-- manager, where the head sold, too.
WITH sold AS (
  SELECT sale_user_id FROM erp_sale_out WHERE tenant_id = :company
  UNION SELECT sale_user_id FROM erp_sale_return WHERE tenant_id = :company
  UNION SELECT sale_user_id FROM erp_sale_order WHERE tenant_id = :company
)
SELECT
  u.id,
  u.username AS code,
  u.nickname AS name,
  d.name     AS team,
  IF(h.sale_user_id = u.id, NULL, h.sale_user_id) AS manager,
  u.email    AS mail,
  u.status = 0 AND u.deleted = 0 AS active
FROM system_users u
JOIN sold s ON s.sale_user_id = u.id
LEFT JOIN {department} d ON d.id = u.dept_id AND d.deleted = 0
LEFT JOIN sold h ON h.sale_user_id = d.leader_user_id
WHERE u.tenant_id = :company
