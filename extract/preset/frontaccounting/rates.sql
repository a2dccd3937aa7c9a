SELECT
  curr_code  AS currency,
  date_      AS day,
  CAST(rate_buy AS DECIMAL(30, 12)) AS rate
FROM {prefix}exchange_rates
