-- Quotations (32). FrontAccounting marks none as ordered or lost: an order that is made
-- of one begins its comment with "Sales Quotation # 12", in the language of whoever made
-- it, and by that number at the comment's end it is found again. Its delivery date is
-- "valid until".
SELECT
  q.order_no       AS id,
  IF(q.reference IN ('', 'auto'), q.order_no, q.reference) AS number,
  q.debtor_no      AS customer,
  s.salesman_code  AS salesperson,
  q.ord_date       AS quoted,
  NULLIF(q.delivery_date, '0000-00-00') AS valid_until,
  m.curr_code      AS currency,
  CAST(q.total AS DECIMAL(24, 2)) AS amount,
  IF(o.order_no IS NULL, 'open', 'ordered') AS outcome,
  o.ord_date       AS decided,
  o.order_no       AS order_id
FROM {prefix}sales_orders q
JOIN {prefix}debtors_master m ON m.debtor_no = q.debtor_no
LEFT JOIN {prefix}cust_branch b ON b.branch_code = q.branch_code AND b.debtor_no = q.debtor_no
LEFT JOIN {prefix}salesman s ON s.salesman_code = b.salesman
LEFT JOIN (
  SELECT order_no, debtor_no, ord_date, CAST(SUBSTRING_INDEX(comments, '# ', -1) AS UNSIGNED) AS quotation,
    ROW_NUMBER() OVER (PARTITION BY debtor_no, CAST(SUBSTRING_INDEX(comments, '# ', -1) AS UNSIGNED) ORDER BY ord_date, order_no) AS place
  FROM {prefix}sales_orders
  WHERE trans_type = 30 AND type = 0 AND comments REGEXP '# [0-9]+$'
) o ON o.quotation = q.order_no AND o.debtor_no = q.debtor_no AND o.place = 1
WHERE q.trans_type = 32 AND q.type = 0
