-- An order that has not left is wholly open; a cancelled one is not open at all.
SELECT
  o.orderNumber                           AS id,
  o.orderNumber                           AS number,
  o.customerNumber                        AS customer,
  o.orderDate                             AS ordered,
  o.requiredDate                          AS promised,
  o.shippedDate                           AS shipped,
  IF(o.status IN ('Shipped', 'Resolved', 'Disputed'), o.shippedDate, NULL) AS invoiced,
  'USD'                                   AS currency,
  SUM(d.quantityOrdered * d.priceEach)    AS amount,
  IF(o.status IN ('In Process', 'On Hold'), SUM(d.quantityOrdered * d.priceEach), 0) AS not_shipped,
  IF(o.status IN ('In Process', 'On Hold'), SUM(d.quantityOrdered * d.priceEach), 0) AS not_invoiced,
  o.status                                AS status
FROM orders o
LEFT JOIN orderdetails d ON d.orderNumber = o.orderNumber
GROUP BY o.orderNumber, o.customerNumber, o.orderDate, o.requiredDate, o.shippedDate, o.status
ORDER BY o.orderNumber
