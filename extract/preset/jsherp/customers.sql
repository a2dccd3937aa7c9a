-- People call a customer by its name; there is no code but the id. `all_need_get` is
-- out of date and not read. Who was deleted may still owe.
SELECT
  s.id,
  s.id                 AS code,
  s.supplier           AS name,
  'days'               AS terms_rule,
  NULLIF(:terms_days, 'none') AS terms_days,
  s.contacts           AS contact,
  s.email              AS mail,
  COALESCE(NULLIF(s.telephone, ''), s.phone_num) AS phone,
  IF(COALESCE(s.delete_flag, '0') = '1', 0, COALESCE(s.enabled, 1)) AS active
FROM jsh_supplier s
WHERE s.type = '客户' AND COALESCE(s.tenant_id, :company) = :company
