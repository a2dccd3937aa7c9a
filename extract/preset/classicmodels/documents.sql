-- An invoice is an order that has left: Shipped, Resolved or Disputed. A cancelled
-- order may bear a shippedDate too and is none. There is no tax.
SELECT
  o.orderNumber                           AS id,
  o.orderNumber                           AS number,
  'invoice'                               AS kind,
  o.customerNumber                        AS customer,
  o.shippedDate                           AS posted,
  'USD'                                   AS currency,
  SUM(d.quantityOrdered * d.priceEach)    AS net,
  0                                       AS tax,
  SUM(d.quantityOrdered * d.priceEach)    AS gross,
  o.orderNumber                           AS order_number,
  o.status = 'Disputed'                   AS disputed
FROM orders o
LEFT JOIN orderdetails d ON d.orderNumber = o.orderNumber
WHERE o.status IN ('Shipped', 'Resolved', 'Disputed')
GROUP BY o.orderNumber, o.customerNumber, o.shippedDate, o.status
ORDER BY o.orderNumber
