SELECT
  currency, day, rate
FROM rates
