-- A product is a unit in which a material is sold: prices and quantities are per unit.
-- `brand` came in 2025. A scalar subquery takes it where there is one; else the name
-- is that of `absent`.
SELECT
  e.id,
  COALESCE(NULLIF(e.bar_code, ''), e.id) AS code,
  m.name,
  c.name                AS category,
  (SELECT COALESCE(NULLIF(brand, ''), NULLIF(mfrs, '')) FROM jsh_material x WHERE x.id = m.id) AS brand,
  e.commodity_unit      AS unit,
  e.wholesale_decimal   AS list_price,
  e.purchase_decimal    AS standard_cost
FROM jsh_material_extend e
JOIN jsh_material m ON m.id = e.material_id
CROSS JOIN (SELECT NULL AS brand) absent
LEFT JOIN jsh_material_category c ON c.id = m.category_id
WHERE e.tenant_id = :company
