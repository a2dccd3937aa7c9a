-- qty_done of a delivery's line is what was invoiced of it by today; what was later than
-- the day is found by the invoice's line, which names it.
SELECT
  CONCAT(t.type, '-', t.trans_no) AS id,
  o.order_no   AS order_id,
  t.debtor_no  AS customer,
  t.tran_date  AS shipped,
  CAST(COALESCE(SUM(LEAST(GREATEST(i.quantity - i.qty_done + COALESCE(l.quantity, 0), 0), i.quantity)
    * (i.unit_price * (1 - i.discount_percent) + IF(t.tax_included = 1, 0, i.unit_tax))), 0) * t.rate AS DECIMAL(24, 2)) AS not_invoiced
FROM {prefix}debtor_trans t
LEFT JOIN {prefix}debtor_trans_details i ON i.debtor_trans_type = t.type AND i.debtor_trans_no = t.trans_no
LEFT JOIN (
  SELECT d.src_id, SUM(d.quantity) AS quantity
  FROM {prefix}debtor_trans b
  JOIN {prefix}debtor_trans_details d ON d.debtor_trans_type = b.type AND d.debtor_trans_no = b.trans_no
  WHERE b.type = 10 AND b.tran_date > :as_of AND d.src_id <> 0
  GROUP BY d.src_id
) l ON l.src_id = i.id
LEFT JOIN {prefix}sales_orders o ON o.order_no = t.order_ AND o.trans_type = 30 AND o.type = 0
LEFT JOIN {prefix}voided v ON v.type = t.type AND v.id = t.trans_no
WHERE t.type = 13 AND v.id IS NULL
GROUP BY t.type, t.trans_no, t.debtor_no, t.tran_date, t.rate, o.order_no
