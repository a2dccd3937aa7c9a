-- Names are kept as HTML. The salesperson, area and contact are those of the branch
-- that bears the customer's own code, else of the first; who may be billed by none of
-- their branches is no longer a customer. The limit is in the customer's currency, at
-- which rate the currency stands today, else the last invoice.
SELECT
  c.debtorno AS id,
  c.debtorno AS code,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(c.name, '&#039;', ''''), '&quot;', '"'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS name,
  g.typename          AS customer_group,
  a.areadescription   AS region,
  NULLIF(c.address6, '') AS country,
  NULLIF(b.salesman, '') AS salesperson,
  c.currcode          AS currency,
  IF(p.dayinfollowingmonth > 0, 'day_of_month', 'days') AS terms_rule,
  IF(p.dayinfollowingmonth > 0, 0, p.daysbeforedue)     AS terms_days,
  NULLIF(p.dayinfollowingmonth, 0)                      AS terms_day,
  CAST(c.creditlimit / COALESCE(NULLIF(m.rate, 0), (
    SELECT t.rate FROM debtortrans t
    WHERE t.debtorno = c.debtorno AND t.type = 10 AND t.rate <> 0 ORDER BY t.id DESC LIMIT 1), 1) AS DECIMAL(20, 2)) AS credit_limit,
  h.dissallowinvoices = 1 AS on_hold,
  NULLIF(b.contactname, '') AS contact,
  NULLIF(b.email, '')       AS mail,
  NULLIF(b.phoneno, '')     AS phone,
  NULLIF(DATE(c.clientsince), '1000-01-01') AS since,
  1 - COALESCE(b.shut, 0)   AS active
FROM debtorsmaster c
LEFT JOIN debtortype g ON g.typeid = c.typeid
LEFT JOIN holdreasons h ON h.reasoncode = c.holdreason
LEFT JOIN paymentterms p ON p.termsindicator = c.paymentterms
LEFT JOIN currencies m ON m.currabrev = c.currcode
LEFT JOIN (
  SELECT x.*, MIN(x.disabletrans) OVER (PARTITION BY x.debtorno) AS shut,
    ROW_NUMBER() OVER (PARTITION BY x.debtorno ORDER BY x.branchcode <> x.debtorno, x.branchcode) AS place
  FROM custbranch x
) b ON b.debtorno = c.debtorno AND b.place = 1
LEFT JOIN areas a ON a.areacode = b.area
