-- An order bears no rate. Where its day has none, that of what was delivered and
-- invoiced on it holds, or of the day's other transactions.
SELECT
  curr_code  AS currency,
  date_      AS day,
  CAST(rate_buy AS DECIMAL(30, 12)) AS rate
FROM {prefix}exchange_rates

UNION ALL

SELECT u.curr_code, u.day, CAST(MAX(u.rate) AS DECIMAL(30, 12))
FROM (
  SELECT m.curr_code, t.tran_date AS day, t.rate
  FROM {prefix}debtor_trans t
  JOIN {prefix}debtors_master m ON m.debtor_no = t.debtor_no
  WHERE t.type IN (10, 11, 12) AND t.rate > 0 AND t.tran_date <= :as_of AND m.curr_code <> :currency
  UNION ALL
  SELECT m.curr_code, o.ord_date, t.rate
  FROM {prefix}sales_orders o
  JOIN {prefix}debtors_master m ON m.debtor_no = o.debtor_no
  JOIN {prefix}debtor_trans t ON t.order_ = o.order_no AND t.type IN (10, 13)
  WHERE o.trans_type = 30 AND t.rate > 0 AND t.tran_date <= :as_of AND m.curr_code <> :currency
) u
LEFT JOIN {prefix}exchange_rates x ON x.curr_code = u.curr_code AND x.date_ = u.day
WHERE x.id IS NULL
GROUP BY u.curr_code, u.day
