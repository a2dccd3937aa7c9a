-- Quotations are no orders: one that became an order (see quotations.sql) was ordered on
-- the day of confirming, as its date of order stays that of the offer. An invoice both
-- ships and invoices; what is left on a past day is what is left today and what was
-- invoiced since, at most what was ordered. Orders hold no tax.
SELECT
  o.orderno AS id,
  o.orderno AS number,
  o.debtorno AS customer,
  NULLIF(o.salesperson, '') AS salesperson,
  IF(o.quotedate > '1000-01-01' AND o.confirmeddate > o.quotedate, o.confirmeddate, o.orddate) AS ordered,
  NULLIF(o.deliverydate, '1000-01-01') AS promised,
  i.last    AS shipped,
  i.last    AS invoiced,
  c.currcode AS currency,
  d.amount,
  LEAST(d.rest + COALESCE(i.later, 0), GREATEST(d.amount, 0)) AS not_shipped,
  LEAST(d.rest + COALESCE(i.later, 0), GREATEST(d.amount, 0)) AS not_invoiced,
  CASE WHEN d.rest + COALESCE(i.later, 0) = 0 THEN 'completed' WHEN i.last IS NULL THEN 'open' ELSE 'in part' END AS status
FROM salesorders o
JOIN (
  SELECT orderno,
    CAST(SUM(quantity * unitprice * (1 - discountpercent)) AS DECIMAL(20, 2)) AS amount,
    CAST(SUM(IF(completed = 1, 0, GREATEST(quantity - qtyinvoiced, 0) * unitprice * (1 - discountpercent))) AS DECIMAL(20, 2)) AS rest
  FROM salesorderdetails
  GROUP BY orderno
) d ON d.orderno = o.orderno
LEFT JOIN debtorsmaster c ON c.debtorno = o.debtorno
LEFT JOIN (
  SELECT order_,
    MAX(IF(trandate <= :as_of, trandate, NULL)) AS last,
    CAST(SUM(IF(trandate > :as_of, ovamount, 0)) AS DECIMAL(20, 2)) AS later
  FROM debtortrans
  WHERE type = 10 AND order_ <> 0
  GROUP BY order_
) i ON i.order_ = o.orderno
WHERE o.quotation = 0
