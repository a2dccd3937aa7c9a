-- A quotation that is ordered becomes the order, under its own number. It was one where
-- its date of confirming lies behind that of quoting: whoever leaves both as they are
-- proposed, the day of entry, hides that there was an offer. Nothing is ever lost or
-- expires. Like orders they hold no tax.
SELECT
  o.orderno AS id,
  o.orderno AS number,
  o.debtorno AS customer,
  NULLIF(o.salesperson, '') AS salesperson,
  IF(o.quotedate > '1000-01-01', o.quotedate, o.orddate) AS quoted,
  c.currcode AS currency,
  d.amount,
  IF(o.quotation = 1, 'open', 'ordered') AS outcome,
  IF(o.quotation = 1, NULL, o.confirmeddate) AS decided,
  IF(o.quotation = 1, NULL, o.orderno) AS order_id
FROM salesorders o
JOIN (
  SELECT orderno, CAST(SUM(quantity * unitprice * (1 - discountpercent)) AS DECIMAL(20, 2)) AS amount
  FROM salesorderdetails
  GROUP BY orderno
) d ON d.orderno = o.orderno
LEFT JOIN debtorsmaster c ON c.debtorno = o.debtorno
WHERE o.quotation = 1 OR o.quotedate > '1000-01-01' AND o.confirmeddate > o.quotedate
