-- The cost is the product's buying price of today: there is no other.
SELECT
  d.orderNumber                     AS document,
  d.orderLineNumber                 AS line_no,
  d.productCode                     AS product,
  d.quantityOrdered                 AS quantity,
  p.MSRP                            AS list_price,
  d.priceEach                       AS unit_price,
  d.quantityOrdered * d.priceEach   AS net,
  d.quantityOrdered * p.buyPrice    AS cost
FROM orderdetails d
JOIN orders o ON o.orderNumber = d.orderNumber
LEFT JOIN products p ON p.productCode = d.productCode
WHERE o.status IN ('Shipped', 'Resolved', 'Disputed')
ORDER BY d.orderNumber, d.orderLineNumber
