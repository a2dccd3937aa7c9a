-- An entity of the module Multicompany; without it there is entity 1 alone. Those in
-- which nothing was ever invoiced are left out, but for the first.
SELECT
  e.entity AS id,
  COALESCE(
    (SELECT MAX(value) FROM {prefix}const WHERE name = 'MAIN_INFO_SOCIETE_NOM' AND entity = e.entity),
    e.entity) AS name,
  COALESCE(
    (SELECT MAX(value) FROM {prefix}const WHERE name = 'MAIN_MONNAIE' AND entity = e.entity),
    (SELECT MAX(value) FROM {prefix}const WHERE name = 'MAIN_MONNAIE' AND entity = 0)) AS currency,
  CAST((SELECT MAX(NULLIF(value, '')) FROM {prefix}const
        WHERE name = 'SOCIETE_FISCAL_MONTH_START' AND entity = e.entity) AS SIGNED) AS fiscal_year_start
FROM (
  SELECT DISTINCT entity FROM {prefix}const WHERE name IN ('MAIN_INFO_SOCIETE_NOM', 'MAIN_MONNAIE') AND entity > 0
) e
WHERE e.entity IN (SELECT entity FROM {prefix}facture)
   OR e.entity = (SELECT MIN(entity) FROM {prefix}const WHERE name IN ('MAIN_INFO_SOCIETE_NOM', 'MAIN_MONNAIE') AND entity > 0)
