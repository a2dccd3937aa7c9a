SELECT
  p.id,
  COALESCE(NULLIF(p.bar_code, ''), p.id) AS code,
  p.name,
  c.name           AS category,
  u.name           AS unit,
  p.sale_price     AS list_price,
  p.purchase_price AS standard_cost
FROM erp_product p
LEFT JOIN erp_product_category c ON c.id = p.category_id
LEFT JOIN erp_product_unit u ON u.id = p.unit_id
WHERE p.tenant_id = :company
