-- date_alloc is the day of matching. What is set against an order (30) is an advance
-- until there is an invoice. The discount of a payment is taken from its allocations
-- in order until it is used up; it counts with the payment. A payment to a customer (1)
-- pays money or a credit back. A journal of the references that are named so writes
-- invoices off, where on its own day it was set against them in full.
WITH written_off AS (
  SELECT t.trans_no, t.debtor_no
  FROM {prefix}debtor_trans t
  JOIN {prefix}cust_allocations a ON a.trans_type_from = 0 AND a.trans_no_from = t.trans_no AND a.person_id = t.debtor_no
  JOIN {prefix}debtor_trans o ON o.type = a.trans_type_to AND o.trans_no = a.trans_no_to AND o.debtor_no = a.person_id
  WHERE t.type = 0 AND :write_offs <> '' AND t.reference LIKE :write_offs
    AND a.trans_type_to = 10 AND a.date_alloc <= t.tran_date AND o.tran_date <= t.tran_date
  GROUP BY t.trans_no, t.debtor_no, t.ov_amount
  HAVING t.ov_amount = -SUM(a.amt)
), allocated AS (
  SELECT a.id, w.trans_no IS NOT NULL AS written_off, a.trans_type_from, a.trans_no_from, a.trans_type_to, a.trans_no_to, a.date_alloc,
    CAST(a.amt AS DECIMAL(24, 6)) AS amount, t.tran_date,
    CAST(IF(a.trans_type_from = 12 AND a.trans_type_to <> 1, GREATEST(0, LEAST(a.amt, t.ov_discount - (
      SUM(a.amt) OVER (PARTITION BY a.trans_type_from, a.trans_no_from ORDER BY a.trans_type_to = 1, a.date_alloc, a.id ROWS UNBOUNDED PRECEDING) - a.amt))), 0)
      AS DECIMAL(24, 6)) AS discount
  FROM {prefix}cust_allocations a
  JOIN {prefix}debtor_trans t ON t.type = a.trans_type_from AND t.trans_no = a.trans_no_from AND t.debtor_no = a.person_id
  LEFT JOIN written_off w ON a.trans_type_from = 0 AND w.trans_no = a.trans_no_from AND w.debtor_no = a.person_id
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
WHERE NOT a.written_off

UNION ALL

SELECT NULL, NULL, 'document', CONCAT(a.trans_type_to, '-', a.trans_no_to), a.tran_date, a.amount, 'write_off'
FROM allocated a
WHERE a.written_off

UNION ALL

SELECT NULL, NULL, 'document', CONCAT(a.trans_type_to, '-', a.trans_no_to), a.tran_date, a.discount, 'discount'
FROM allocated a
WHERE a.discount <> 0
