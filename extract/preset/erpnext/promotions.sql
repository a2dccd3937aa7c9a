-- Pricing rules for selling; those that a promotional scheme made bear its name.
SELECT
  r.name        AS id,
  COALESCE(NULLIF(r.promotional_scheme, ''), r.title) AS name,
  r.valid_from  AS valid_from,
  r.valid_upto  AS valid_until
FROM {pricing_rule} r
WHERE r.selling = 1 AND COALESCE(r.company, '') IN ('', :company)
