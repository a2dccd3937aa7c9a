-- What was left to ship on the day is what is left today and what was sent since; what was
-- left to invoice is that, and what was sent and not invoiced, at most the total. So an order
-- that was closed, whose total stays, has nothing left.
SELECT
  o.order_no       AS id,
  IF(o.reference IN ('', 'auto'), o.order_no, o.reference) AS number,
  o.debtor_no      AS customer,
  s.salesman_code  AS salesperson,
  o.ord_date       AS ordered,
  o.delivery_date  AS promised,
  t.shipped        AS shipped,
  t.invoiced       AS invoiced,
  m.curr_code      AS currency,
  CAST(o.total AS DECIMAL(24, 2)) AS amount,
  CAST(o.total * COALESCE(LEAST((d.not_sent + COALESCE(l.value, 0)) / NULLIF(d.value, 0), 1), 0) AS DECIMAL(24, 2)) AS not_shipped,
  CAST(LEAST(o.total * COALESCE(LEAST((d.not_sent + COALESCE(l.value, 0)) / NULLIF(d.value, 0), 1), 0)
    + GREATEST(COALESCE(t.not_invoiced, 0), 0), GREATEST(o.total, 0)) AS DECIMAL(24, 2)) AS not_invoiced
FROM {prefix}sales_orders o
JOIN {prefix}debtors_master m ON m.debtor_no = o.debtor_no
LEFT JOIN {prefix}cust_branch b ON b.branch_code = o.branch_code AND b.debtor_no = o.debtor_no
LEFT JOIN {prefix}salesman s ON s.salesman_code = b.salesman
LEFT JOIN (
  SELECT order_no, trans_type,
    SUM(quantity * unit_price * (1 - discount_percent)) AS value,
    SUM(GREATEST(quantity - qty_sent, 0) * unit_price * (1 - discount_percent)) AS not_sent
  FROM {prefix}sales_order_details
  GROUP BY order_no, trans_type
) d ON d.order_no = o.order_no AND d.trans_type = o.trans_type
LEFT JOIN (
  SELECT order_,
    MAX(IF(type = 13, tran_date, NULL)) AS shipped,
    MAX(IF(type = 10, tran_date, NULL)) AS invoiced,
    SUM(IF(type = 13, 1, -1) * (ov_amount + ov_gst + ov_freight + ov_freight_tax + ov_discount)) AS not_invoiced
  FROM {prefix}debtor_trans
  WHERE type IN (10, 13) AND order_ <> 0 AND tran_date <= :as_of
    AND ov_amount + ov_gst + ov_freight + ov_freight_tax + ov_discount <> 0
  GROUP BY order_
) t ON t.order_ = o.order_no
LEFT JOIN (
  SELECT e.order_, SUM(i.quantity * i.unit_price * (1 - i.discount_percent)) AS value
  FROM {prefix}debtor_trans e
  JOIN {prefix}debtor_trans_details i ON i.debtor_trans_type = e.type AND i.debtor_trans_no = e.trans_no
  WHERE e.type = 13 AND e.order_ <> 0 AND e.tran_date > :as_of
  GROUP BY e.order_
) l ON l.order_ = o.order_no
WHERE o.trans_type = 30 AND o.type = 0
