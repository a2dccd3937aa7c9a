-- Of two rates of a day, one for buying and one for selling, the one for selling holds.
SELECT
  x.from_currency      AS currency,
  x.date               AS day,
  MAX(x.exchange_rate) AS rate
FROM `tabCurrency Exchange` x
JOIN tabCompany c ON c.default_currency = x.to_currency
WHERE c.name = :company AND x.for_selling = 1
GROUP BY x.from_currency, x.date
