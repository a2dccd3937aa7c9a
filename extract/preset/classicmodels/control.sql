-- There is no general ledger. This is the database's own total, taken apart from
-- the queries of the facts: what left up to the date, less what was paid up to it.
SELECT
  'erp'                      AS basis,
  'orders less payments'     AS account,
  (SELECT COALESCE(SUM(d.quantityOrdered * d.priceEach), 0)
   FROM orderdetails d JOIN orders o ON o.orderNumber = d.orderNumber
   WHERE o.status IN ('Shipped', 'Resolved', 'Disputed') AND o.shippedDate <= :as_of)
  - (SELECT COALESCE(SUM(p.amount), 0) FROM payments p WHERE p.paymentDate <= :as_of) AS amount
