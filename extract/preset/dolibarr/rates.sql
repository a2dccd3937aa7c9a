-- Of several rates of a day the last. They are foreign currency for one unit of the
-- company's.
SELECT r.currency, r.day, r.inverse_rate
FROM (
  SELECT
    m.code           AS currency,
    DATE(x.date_sync) AS day,
    CAST(x.rate AS DECIMAL(30, 12)) AS inverse_rate,
    ROW_NUMBER() OVER (PARTITION BY m.code, DATE(x.date_sync) ORDER BY x.date_sync DESC, x.rowid DESC) AS place
  FROM {prefix}multicurrency_rate x
  JOIN {prefix}multicurrency m ON m.rowid = x.fk_multicurrency
  WHERE m.entity = :company AND m.code <> :currency AND x.rate > 0
) r
WHERE r.place = 1
