-- Payments (12) and bank deposits (2) of customers, and payments to them (1). The
-- discount of a payment is no money as far as it settles something (see allocations).
SELECT
  CONCAT(t.type, '-', t.trans_no) AS id,
  COALESCE(NULLIF(t.reference, ''), t.trans_no) AS number,
  t.debtor_no  AS customer,
  t.tran_date  AS received,
  m.curr_code  AS currency,
  CAST(t.rate AS DECIMAL(30, 12)) AS rate,
  CAST(IF(t.type = 1, -1, 1) * (t.ov_amount + t.ov_gst + t.ov_freight + t.ov_freight_tax + t.ov_discount)
    - LEAST(t.ov_discount, COALESCE(a.amount, 0)) AS DECIMAL(24, 6)) AS amount,
  CAST(CAST(IF(t.type = 1, -1, 1) * (t.ov_amount + t.ov_gst + t.ov_freight + t.ov_freight_tax + t.ov_discount)
    - LEAST(t.ov_discount, COALESCE(a.amount, 0)) AS DECIMAL(24, 6)) * CAST(t.rate AS DECIMAL(30, 12)) AS DECIMAL(24, 2)) AS company_amount,
  CASE t.type WHEN 12 THEN 'customer payment' WHEN 2 THEN 'bank deposit' ELSE 'bank payment' END AS method,
  COALESCE(NULLIF(u.real_name, ''), u.user_id) AS created_by
FROM {prefix}debtor_trans t
JOIN {prefix}debtors_master m ON m.debtor_no = t.debtor_no
LEFT JOIN {prefix}voided v ON v.type = t.type AND v.id = t.trans_no
LEFT JOIN (
  SELECT trans_type_from, trans_no_from, SUM(amt) AS amount
  FROM {prefix}cust_allocations
  WHERE trans_type_from = 12 AND trans_type_to IN (0, 10)
  GROUP BY trans_type_from, trans_no_from
) a ON a.trans_type_from = t.type AND a.trans_no_from = t.trans_no
LEFT JOIN (SELECT x.type, x.trans_no, MIN(x.id) AS id FROM {audit} x WHERE x.type IN (1, 2, 12) GROUP BY x.type, x.trans_no) w
  ON w.type = t.type AND w.trans_no = t.trans_no
LEFT JOIN {audit} b ON b.id = w.id
LEFT JOIN {users} u ON u.id = b.`user`
WHERE t.type IN (1, 2, 12) AND v.id IS NULL
