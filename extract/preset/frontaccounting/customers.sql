-- Salesman and area are those of the customer's first branch; the contact is the branch's
-- for invoices, else in general, else the customer's. A credit limit stands
-- in the customer's currency; it is taken at the rate of the last transaction. Terms
-- of a day in the following month are left out: every invoice has its due date.
SELECT
  d.debtor_no     AS id,
  d.debtor_no     AS code,
  d.name          AS name,
  y.sales_type    AS customer_group,
  a.description   AS region,
  s.salesman_code AS salesperson,
  d.curr_code     AS currency,
  IF(p.day_in_following_month = 0 AND p.days_before_due >= 0, 'days', NULL) AS terms_rule,
  IF(p.day_in_following_month = 0 AND p.days_before_due >= 0, p.days_before_due, NULL) AS terms_days,
  CAST(d.credit_limit * (
    SELECT t.rate FROM {prefix}debtor_trans t
    WHERE t.debtor_no = d.debtor_no AND t.type IN (10, 12) AND t.tran_date <= :as_of
    ORDER BY t.tran_date DESC, t.trans_no DESC LIMIT 1) AS DECIMAL(24, 2)) AS credit_limit,
  c.dissallow_invoices AS on_hold,
  k.name          AS contact,
  k.email         AS mail,
  k.phone         AS phone,
  1 - d.inactive  AS active
FROM {prefix}debtors_master d
LEFT JOIN (SELECT debtor_no, MIN(branch_code) AS branch_code FROM {prefix}cust_branch GROUP BY debtor_no) f ON f.debtor_no = d.debtor_no
LEFT JOIN {prefix}cust_branch b ON b.debtor_no = f.debtor_no AND b.branch_code = f.branch_code
LEFT JOIN {prefix}salesman s ON s.salesman_code = b.salesman
LEFT JOIN {prefix}areas a ON a.area_code = b.area
LEFT JOIN {prefix}sales_types y ON y.id = d.sales_type
LEFT JOIN {prefix}payment_terms p ON p.terms_indicator = d.payment_terms
LEFT JOIN {prefix}credit_status c ON c.id = d.credit_status
LEFT JOIN (
  SELECT r.debtor_no, NULLIF(TRIM(CONCAT_WS(' ', p.name, p.name2)), '') AS name, p.email, COALESCE(NULLIF(p.phone, ''), p.phone2) AS phone,
    ROW_NUMBER() OVER (PARTITION BY r.debtor_no ORDER BY r.type <> 'cust_branch', r.action <> 'invoice', r.action <> 'general', p.id) AS place
  FROM (
    SELECT x.type, x.action, x.person_id, CAST(x.entity_id AS UNSIGNED) AS debtor_no
    FROM {prefix}crm_contacts x
    WHERE x.type = 'customer'
    UNION ALL
    SELECT x.type, x.action, x.person_id, h.debtor_no
    FROM {prefix}crm_contacts x
    JOIN (SELECT debtor_no, MIN(branch_code) AS branch_code FROM {prefix}cust_branch GROUP BY debtor_no) h ON h.branch_code = CAST(x.entity_id AS UNSIGNED)
    WHERE x.type = 'cust_branch'
  ) r
  JOIN {prefix}crm_persons p ON p.id = r.person_id AND p.inactive = 0
) k ON k.debtor_no = d.debtor_no AND k.place = 1
