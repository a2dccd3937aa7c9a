-- What the aged customer analysis would have shown in home currency: of every
-- transaction what was not allocated by then, at the transaction's own rate. An
-- allocation counts when both its ends are there.
SELECT
  'erp' AS basis,
  'aged customer analysis' AS account,
  SUM(IF(t.type IN (2, 11, 12), -1, 1) * (t.company
    - CAST(COALESCE(t.company * IF(t.type = 0 AND t.total < 0, -1, 1) * a.amount / NULLIF(t.total, 0), 0) AS DECIMAL(24, 2)))) AS amount
FROM (
  SELECT d.type, d.trans_no, d.total,
    CAST(d.total * CAST(d.rate AS DECIMAL(30, 12)) AS DECIMAL(24, 2)) AS company
  FROM (
    SELECT type, trans_no, rate, tran_date,
      CAST(IF(type = 10 AND prep_amount <> 0, prep_amount, ov_amount + ov_gst + ov_freight + ov_freight_tax + ov_discount) AS DECIMAL(24, 6)) AS total
    FROM {prefix}debtor_trans
    WHERE type <> 13 AND tran_date <= :as_of
  ) d
) t
LEFT JOIN (
  SELECT e.type, e.trans_no, SUM(e.amount) AS amount
  FROM (
    SELECT IF(side.n = 1, c.trans_type_from, c.trans_type_to) AS type, IF(side.n = 1, c.trans_no_from, c.trans_no_to) AS trans_no,
      CAST(c.amt AS DECIMAL(24, 6)) AS amount
    FROM {prefix}cust_allocations c
    JOIN {prefix}debtor_trans f ON f.type = c.trans_type_from AND f.trans_no = c.trans_no_from AND f.debtor_no = c.person_id
    JOIN {prefix}debtor_trans o ON o.type = c.trans_type_to AND o.trans_no = c.trans_no_to AND o.debtor_no = c.person_id
    CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2) side
    WHERE c.date_alloc <= :as_of AND f.tran_date <= :as_of AND o.tran_date <= :as_of
  ) e
  GROUP BY e.type, e.trans_no
) a ON a.type = t.type AND a.trans_no = t.trans_no
HAVING COUNT(*) > 0
