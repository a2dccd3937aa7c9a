SELECT
  name                       AS id,
  item_code                  AS code,
  item_name                  AS name,
  item_group                 AS category,
  brand                      AS brand,
  stock_uom                  AS unit,
  NULLIF(standard_rate, 0)   AS list_price,
  NULLIF(valuation_rate, 0)  AS standard_cost
FROM tabItem
