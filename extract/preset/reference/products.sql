SELECT
  id, code, name, category, brand, unit, list_price, standard_cost
FROM products
