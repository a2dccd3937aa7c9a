SELECT
  m.stock_id     AS id,
  m.stock_id     AS code,
  m.description  AS name,
  c.description  AS category,
  m.units        AS unit,
  CAST(NULLIF(m.material_cost + m.labour_cost + m.overhead_cost, 0) AS DECIMAL(24, 6)) AS standard_cost
FROM {prefix}stock_master m
LEFT JOIN {prefix}stock_category c ON c.category_id = m.category_id
