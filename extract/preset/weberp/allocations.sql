-- A receipt gives its discount first, then its money; where both overlap with what it
-- was matched with, that part gives to this one. A discount counts on the day of its
-- receipt, whatever day it was matched. Nothing but a discount is a debt given up.
WITH matched AS (
  SELECT a.id, a.transid_allocfrom, a.transid_allocto, a.datealloc, a.amt,
    f.type AS giver_type, t.type AS taker_type, f.trandate, f.ovamount,
    CAST(IF(f.type = 12 AND f.ovdiscount < 0, -f.ovdiscount, 0) AS DECIMAL(20, 4)) AS given_off,
    SUM(a.amt) OVER (PARTITION BY a.transid_allocfrom ORDER BY a.datealloc, a.id) AS upto
  FROM custallocns a
  JOIN debtortrans f ON f.id = a.transid_allocfrom
  JOIN debtortrans t ON t.id = a.transid_allocto
)
SELECT
  IF(giver_type = 12, 'receipt', 'document') AS giver_kind,
  transid_allocfrom AS giver,
  transid_allocto   AS document,
  datealloc         AS matched_on,
  CASE WHEN upto <= given_off THEN 0 ELSE LEAST(amt, upto - given_off) END AS amount,
  CASE WHEN taker_type = 12 THEN 'refund' WHEN giver_type = 12 THEN 'receipt' ELSE 'credit' END AS kind,
  IF(taker_type = 12, 'receipt', 'document') AS taker_kind
FROM matched
WHERE upto > given_off

UNION ALL

SELECT
  NULL, NULL, transid_allocto, trandate, LEAST(amt, given_off - (upto - amt)),
  IF(ovamount = 0, 'write_off', 'discount'), IF(taker_type = 12, 'receipt', 'document')
FROM matched
WHERE upto - amt < given_off
