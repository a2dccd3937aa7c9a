-- Customer balances at a day, as webERP's own report takes them: what is open today
-- (amounts less `alloc`), back to the day: less what was posted since. Its rounding is
-- by customer and currency.
SELECT
  'erp'                  AS basis,
  'debtor balances'      AS account,
  COALESCE(SUM(balance), 0) AS amount
FROM (
  SELECT CAST(ROUND(SUM(
      ((t.ovamount + t.ovgst + t.ovfreight + t.ovdiscount - t.alloc)
       - IF(t.trandate > :as_of, t.ovamount + t.ovgst + t.ovfreight + t.ovdiscount, 0)) / t.rate
      + IF(t.trandate > :as_of AND t.type IN (11, 12), t.diffonexch, 0)), 2) AS DECIMAL(20, 2)) AS balance
  FROM debtortrans t
  WHERE t.rate <> 0
  GROUP BY t.debtorno, t.rate
) balances
