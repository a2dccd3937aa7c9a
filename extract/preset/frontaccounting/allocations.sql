-- date_alloc is the day of matching. What is set against an order (30) is an advance
-- until there is an invoice. The discount of a payment is taken from its allocations
-- in order until it is used up; it counts with the payment. A payment to a customer (1)
-- pays money or a credit back.
WITH allocated AS (
  SELECT a.id, a.trans_type_from, a.trans_no_from, a.trans_type_to, a.trans_no_to, a.date_alloc,
    CAST(a.amt AS DECIMAL(24, 6)) AS amount, t.tran_date,
    CAST(IF(a.trans_type_from = 12 AND a.trans_type_to <> 1, GREATEST(0, LEAST(a.amt, t.ov_discount - (
      SUM(a.amt) OVER (PARTITION BY a.trans_type_from, a.trans_no_from ORDER BY a.trans_type_to = 1, a.date_alloc, a.id ROWS UNBOUNDED PRECEDING) - a.amt))), 0)
      AS DECIMAL(24, 6)) AS discount
  FROM {prefix}cust_allocations a
  JOIN {prefix}debtor_trans t ON t.type = a.trans_type_from AND t.trans_no = a.trans_no_from AND t.debtor_no = a.person_id
  WHERE a.trans_type_to IN (0, 1, 10) AND a.trans_type_from IN (0, 2, 11, 12)
)
SELECT
  IF(a.trans_type_from IN (2, 12), 'receipt', 'document') AS giver_kind,
  CONCAT(a.trans_type_from, '-', a.trans_no_from)         AS giver,
  IF(a.trans_type_to = 1, 'receipt', 'document')          AS taker_kind,
  CONCAT(a.trans_type_to, '-', a.trans_no_to)             AS document,
  a.date_alloc                                            AS matched_on,
  a.amount - a.discount                                   AS amount,
  CASE
    WHEN a.trans_type_to = 1 THEN 'refund'
    WHEN a.trans_type_from IN (2, 12) THEN 'receipt'
    ELSE 'credit'
  END                                                     AS kind
FROM allocated a

UNION ALL

SELECT NULL, NULL, 'document', CONCAT(a.trans_type_to, '-', a.trans_no_to), a.tran_date, a.discount, 'discount'
FROM allocated a
WHERE a.discount <> 0
