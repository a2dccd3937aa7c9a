-- Quotations as of 31 March 2025, in FrontAccounting's tables.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO 0_debtors_master (debtor_no, name, debtor_ref, curr_code, sales_type, credit_status, payment_terms) VALUES
  (1, 'Alpha', 'alpha', 'USD', 1, 1, 1), (2, 'Beta', 'beta', 'USD', 1, 1, 1);
INSERT INTO 0_salesman (salesman_code, salesman_name) VALUES (3, 'Ann');
INSERT INTO 0_cust_branch (branch_code, debtor_no, br_name, salesman) VALUES (11, 1, 'main', 3);
INSERT INTO 0_debtor_trans (type, trans_no, debtor_no, branch_code, tran_date, due_date, reference, ov_amount, rate) VALUES (10, 1, 1, 11, '2025-01-01', '2025-01-31', 'I1', 10, 1);
INSERT INTO 0_sales_orders (order_no, trans_type, type, debtor_no, branch_code, reference, customer_ref, comments, ord_date, delivery_date, delivery_address, deliver_to, total) VALUES
  (4, 32, 0, 1, 11, 'Q4', '', NULL, '2025-03-10', '2025-04-05', '', '', 40),
  (5, 32, 0, 1, 11, 'auto', '', 'as discussed', '2025-03-11', '2025-04-05', '', '', 50),
  (6, 32, 0, 1, 11, 'Q6', '', NULL, '2025-03-12', '2025-04-05', '', '', 60),
  (7, 32, 0, 1, 11, 'Q7', '', NULL, '2025-03-13', '2025-03-15', '', '', 70),
  (8, 32, 0, 2, 0, 'Q8', '', NULL, '2025-03-14', '2025-04-05', '', '', 80),
  (10, 30, 0, 1, 11, 'O10', '', 'Sales Quotation # 5', '2025-03-20', '2025-04-20', '', '', 45),
  (11, 30, 0, 1, 11, 'O11', '', 'Verkaufsangebot # 6', '2025-04-02', '2025-04-20', '', '', 60),
  (12, 30, 0, 1, 11, 'O12', '', 'Sales Quotation # 7, by train', '2025-03-20', '2025-04-20', '', '', 70),
  (13, 30, 0, 1, 11, 'O13', '', 'Sales Quotation # 8', '2025-03-20', '2025-04-20', '', '', 1),
  (14, 30, 0, 1, 11, 'O14', '', 'Sales Quotation # 5', '2025-03-24', '2025-04-20', '', '', 5);
