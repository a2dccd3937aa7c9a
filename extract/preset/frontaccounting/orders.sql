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
  CAST(COALESCE(o.total * d.not_sent / NULLIF(d.value, 0), 0) AS DECIMAL(24, 2))   AS not_shipped,
  CAST(GREATEST(o.total - COALESCE(t.invoiced_amount, 0), 0) AS DECIMAL(24, 2))    AS not_invoiced
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
    SUM(IF(type = 10, ov_amount + ov_gst + ov_freight + ov_freight_tax + ov_discount, 0)) AS invoiced_amount
  FROM {prefix}debtor_trans
  WHERE type IN (10, 13) AND order_ <> 0 AND tran_date <= :as_of
    AND ov_amount + ov_gst + ov_freight + ov_freight_tax + ov_discount <> 0
  GROUP BY order_
) t ON t.order_ = o.order_no
WHERE o.trans_type = 30 AND o.type = 0
