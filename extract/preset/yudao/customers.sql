-- There is no code but the id. Who was deleted may still owe.
SELECT
  c.id,
  c.id      AS code,
  c.name,
  'days'    AS terms_rule,
  NULLIF(:terms_days, 'none') AS terms_days,
  c.contact AS contact,
  c.email   AS mail,
  COALESCE(NULLIF(c.mobile, ''), c.telephone) AS phone,
  c.status = 0 AND c.deleted = 0 AS active
FROM erp_customer c
WHERE c.tenant_id = :company
