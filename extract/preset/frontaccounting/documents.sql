-- Invoices (10), credit notes (11) and journals (0), which bear their own sign. A
-- delivery (13) repeats its invoice's amounts and is none. A voided one stays as a
-- row of zeros. Where prices include the tax, only trans_tax_details tells it. Of an
-- invoice for a prepayment that amount is owed. A journal that writes invoices off is
-- an allocation. Who wrote one is who the audit trail has first. A credit note's lines
-- say of which invoice's they are.
SELECT
  CONCAT(t.type, '-', t.trans_no) AS id,
  COALESCE(NULLIF(t.reference, ''), t.trans_no) AS number,
  CASE t.type WHEN 10 THEN 'invoice' WHEN 11 THEN 'credit_note' ELSE 'journal' END AS kind,
  t.debtor_no     AS customer,
  t.tran_date     AS posted,
  IF(t.type = 10, t.due_date, NULL) AS due,
  t.curr_code     AS currency,
  CAST(t.rate AS DECIMAL(30, 12)) AS rate,
  CAST(t.gross - t.tax AS DECIMAL(24, 6)) AS net,
  CAST(t.tax AS DECIMAL(24, 6))   AS tax,
  CAST(t.gross AS DECIMAL(24, 6)) AS gross,
  CAST(CAST(t.gross AS DECIMAL(24, 6)) * CAST(t.rate AS DECIMAL(30, 12)) AS DECIMAL(24, 2)) AS company_gross,
  s.salesman_code AS salesperson,
  CONCAT('10-', r.trans_no) AS corrects,
  NULLIF(t.order_, 0) AS order_number,
  COALESCE(NULLIF(u.real_name, ''), u.user_id) AS created_by
FROM (
  SELECT d.type, d.trans_no, d.reference, d.debtor_no, d.branch_code, d.tran_date, d.due_date, d.rate, d.order_, m.curr_code,
    IF(d.type = 10 AND d.prep_amount <> 0, d.prep_amount,
      d.ov_amount + d.ov_gst + d.ov_freight + d.ov_freight_tax + d.ov_discount) AS gross,
    CASE
      WHEN d.type = 10 AND d.prep_amount <> 0 THEN 0
      WHEN d.tax_included = 1 THEN COALESCE(x.tax, 0)
      ELSE d.ov_gst + d.ov_freight_tax
    END AS tax
  FROM {prefix}debtor_trans d
  JOIN {prefix}debtors_master m ON m.debtor_no = d.debtor_no
  LEFT JOIN {prefix}voided v ON v.type = d.type AND v.id = d.trans_no
  LEFT JOIN (
    SELECT trans_type, trans_no, ABS(SUM(amount)) AS tax
    FROM {prefix}trans_tax_details
    WHERE trans_type IN (10, 11)
    GROUP BY trans_type, trans_no
  ) x ON x.trans_type = d.type AND x.trans_no = d.trans_no
  LEFT JOIN (
    SELECT j.trans_no, j.debtor_no
    FROM {prefix}debtor_trans j
    JOIN {prefix}cust_allocations a ON a.trans_type_from = 0 AND a.trans_no_from = j.trans_no AND a.person_id = j.debtor_no
    JOIN {prefix}debtor_trans o ON o.type = a.trans_type_to AND o.trans_no = a.trans_no_to AND o.debtor_no = a.person_id
    WHERE j.type = 0 AND :write_offs <> '' AND j.reference LIKE :write_offs
      AND a.trans_type_to = 10 AND a.date_alloc <= j.tran_date AND o.tran_date <= j.tran_date
    GROUP BY j.trans_no, j.debtor_no, j.ov_amount
    HAVING j.ov_amount = -SUM(a.amt)
  ) w ON d.type = 0 AND w.trans_no = d.trans_no AND w.debtor_no = d.debtor_no
  WHERE d.type IN (0, 10, 11) AND v.id IS NULL AND w.trans_no IS NULL
) t
LEFT JOIN {prefix}cust_branch b ON b.branch_code = t.branch_code AND b.debtor_no = t.debtor_no
LEFT JOIN {prefix}salesman s ON s.salesman_code = b.salesman
LEFT JOIN (
  SELECT c.debtor_trans_no, MIN(i.debtor_trans_no) AS trans_no
  FROM {prefix}debtor_trans_details c
  JOIN {prefix}debtor_trans_details i ON i.id = c.src_id AND i.debtor_trans_type = 10
  WHERE c.debtor_trans_type = 11 AND c.src_id <> 0
  GROUP BY c.debtor_trans_no
) r ON t.type = 11 AND r.debtor_trans_no = t.trans_no
LEFT JOIN (SELECT x.type, x.trans_no, MIN(x.id) AS id FROM {audit} x WHERE x.type IN (0, 10, 11) GROUP BY x.type, x.trans_no) w
  ON w.type = t.type AND w.trans_no = t.trans_no
LEFT JOIN {audit} a ON a.id = w.id
LEFT JOIN {users} u ON u.id = a.`user`
