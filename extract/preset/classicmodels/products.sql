SELECT
  productCode   AS id,
  productCode   AS code,
  productName   AS name,
  productLine   AS category,
  productVendor AS brand,
  MSRP          AS list_price,
  buyPrice      AS standard_cost
FROM products
ORDER BY productCode
