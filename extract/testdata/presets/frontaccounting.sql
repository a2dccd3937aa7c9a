-- What is rare in FrontAccounting, in as few rows as it takes: each customer is a case.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO 0_salesman (salesman_code, salesman_name, salesman_email, inactive) VALUES (1, 'Ann', 'ann@example.com', 0), (2, 'Bob', '', 1);
INSERT INTO 0_areas (area_code, description) VALUES (1, 'North');
INSERT INTO 0_sales_types (id, sales_type, tax_included) VALUES (1, 'Retail', 1);
INSERT INTO 0_payment_terms (terms_indicator, terms, days_before_due, day_in_following_month) VALUES (1, '15 days', 15, 0), (2, '17th of the following month', 0, 17);
INSERT INTO 0_credit_status (id, reason_description, dissallow_invoices) VALUES (1, 'Good', 0), (2, 'Pays first', 1);
INSERT INTO 0_debtors_master (debtor_no, name, debtor_ref, curr_code, sales_type, credit_status, payment_terms, credit_limit, inactive) VALUES
  (1, 'taxed', 'taxed', 'USD', 1, 1, 1, 1000, 0), (2, 'discount', 'discount', 'USD', 1, 2, 2, 0, 0), (3, 'journal', 'journal', 'USD', 1, 1, 1, 0, 1),
  (4, 'euro', 'euro', 'EUR', 1, 1, 1, 500, 0), (5, 'refunded', 'refunded', 'USD', 1, 1, 1, 0, 0), (6, 'advance', 'advance', 'USD', 1, 1, 1, 0, 0),
  (7, 'prepaid', 'prepaid', 'USD', 1, 1, 1, 0, 0), (8, 'voided', 'voided', 'USD', 1, 1, 1, 0, 0);
INSERT INTO 0_cust_branch (branch_code, debtor_no, br_name, salesman, area) VALUES (11, 1, 'main', 1, 1), (12, 1, 'second', 9, 9), (14, 4, 'main', 1, 1);
UPDATE 0_cust_branch SET receivables_account = '1201' WHERE branch_code = 12;
INSERT INTO 0_crm_persons (id, name, name2, email, phone, phone2, inactive) VALUES (1, 'Bill', 'Payer', 'bill@example.com', '1', '', 0),
  (2, 'Cy', '', 'cy@example.com', '', '2', 0), (3, 'Di', '', '', '', '', 1), (4, 'Ed', '', '', '', '', 0), (5, 'Flo', '', '', '', '', 0);
INSERT INTO 0_crm_contacts (person_id, type, action, entity_id) VALUES (5, 'cust_branch', 'delivery', '11'), (1, 'cust_branch', 'general', '11'), (2, 'customer', 'invoice', '1'), (3, 'cust_branch', 'invoice', '11'),
  (4, 'cust_branch', 'invoice', '12'), (4, 'customer', 'general', '4'), (2, 'customer', 'invoice', '4'), (4, 'supplier', 'invoice', '2');

INSERT INTO 0_debtor_trans (type, trans_no, debtor_no, branch_code, tran_date, due_date, reference, order_, ov_amount, ov_gst, ov_freight, ov_freight_tax, ov_discount, prep_amount, rate, tax_included) VALUES
  -- Tax in the price; tax and freight on top; a delivery that repeats, and one that was not invoiced.
  (10, 1, 1, 11, '2025-03-01', '2025-03-16', 'I1', 1, 110, 0, 0, 0, 0, 0, 1, 1),
  (10, 2, 1, 12, '2025-03-02', '2025-03-17', 'I2', 2, 200, 20, 10, 1, 0, 0, 1, 0),
  (13, 1, 1, 11, '2025-03-01', '2025-03-16', 'D1', 1, 110, 0, 0, 0, 0, 0, 1, 1),
  (13, 2, 1, 11, '2025-03-03', '2025-03-18', 'D2', 3, 100, 10, 0, 0, 0, 0, 1, 0),
  -- 95 paid with 5 of discount: 60 settle one invoice, 40 a part of another.
  (10, 3, 2, 0, '2025-03-01', '2025-03-31', 'I3', 0, 60, 0, 0, 0, 0, 0, 1, 0),
  (10, 4, 2, 0, '2025-03-02', '2025-03-31', 'I4', 0, 100, 0, 0, 0, 0, 0, 1, 0),
  (12, 1, 2, 0, '2025-03-10', '0000-00-00', 'P1', 0, 95, 0, 0, 0, 5, 0, 1, 0),
  -- A journal is paid by a bank deposit; another writes an invoice off.
  (0, 1, 3, 0, '2025-03-01', '2025-03-01', 'J1', 0, 50, 0, 0, 0, 0, 0, 1, 0),
  (2, 1, 3, 0, '2025-03-10', '0000-00-00', 'B1', 0, 30, 0, 0, 0, 0, 0, 1, 0),
  (10, 5, 3, 0, '2025-03-01', '2025-03-31', 'I5', 0, 12, 0, 0, 0, 0, 0, 1, 0),
  (0, 2, 3, 0, '2025-03-25', '2025-03-25', 'J2', 0, -12, 0, 0, 0, 0, 0, 1, 0),
  -- Euros: the second payment is matched in April.
  (10, 6, 4, 14, '2025-03-01', '2025-03-31', 'I6', 0, 100, 0, 0, 0, 0, 0, 1.1, 0),
  (12, 2, 4, 14, '2025-03-20', '0000-00-00', 'P2', 0, 50, 0, 0, 0, 0, 0, 1.2, 0),
  (12, 5, 4, 14, '2025-03-21', '0000-00-00', 'P5', 0, 50, 0, 0, 0, 0, 0, 1.2, 0),
  -- A credit note is paid out in part; an advance is paid back in part; another stands on an order.
  (11, 1, 5, 0, '2025-03-01', '2025-03-01', 'C1', 0, 80, 0, 0, 0, 0, 0, 1, 0),
  (1, 1, 5, 0, '2025-03-20', '0000-00-00', 'W1', 0, 30, 0, 0, 0, 0, 0, 1, 0),
  (12, 3, 6, 0, '2025-03-01', '0000-00-00', 'P3', 0, 40, 0, 0, 0, 0, 0, 1, 0),
  (1, 2, 6, 0, '2025-03-20', '0000-00-00', 'W2', 0, 25, 0, 0, 0, 0, 0, 1, 0),
  (12, 4, 6, 0, '2025-03-02', '0000-00-00', 'P4', 0, 7, 0, 0, 0, 0, 0, 1, 0),
  (10, 7, 7, 0, '2025-03-01', '2025-03-31', 'I7', 0, 100, 0, 0, 0, 0, 25, 1, 0),
  (10, 8, 8, 0, '2025-03-01', '2025-03-31', 'I8', 0, 0, 0, 0, 0, 0, 0, 1, 0);
INSERT INTO 0_voided (type, id, date_, memo_) VALUES (10, 8, '2025-03-02', 'typo');
INSERT INTO 0_trans_tax_details (trans_type, trans_no, tran_date, tax_type_id, rate, ex_rate, included_in_price, net_amount, amount) VALUES
  (10, 1, '2025-03-01', 1, 10, 1, 1, 100, 10), (13, 1, '2025-03-01', 1, 10, 1, 1, 100, 10), (10, 2, '2025-03-02', 1, 10, 1, 0, 210, 21);
INSERT INTO 0_debtor_trans_details (debtor_trans_type, debtor_trans_no, stock_id, unit_price, unit_tax, quantity, discount_percent, standard_cost, qty_done) VALUES
  (10, 1, 'flour', 36.6667, 3.3333, 3, 0, 20, 0), (13, 1, 'flour', 36.6667, 3.3333, 3, 0, 20, 3),
  (10, 2, 'flour', 50, 5, 3, 0.2, 20, 0), (10, 2, 'bran', 40, 4, 2, 0, 0, 0),
  (13, 2, 'flour', 25, 2.5, 4, 0, 20, 1),
  (11, 1, 'flour', 40, 0, 2, 0, 20, 0);
INSERT INTO 0_stock_master (stock_id, description, units, material_cost, labour_cost, overhead_cost) VALUES ('flour', 'Flour', 'bag', 15, 3, 2), ('bran', 'Bran', 'bag', 0, 0, 0);
INSERT INTO 0_cust_allocations (person_id, amt, date_alloc, trans_type_from, trans_no_from, trans_type_to, trans_no_to) VALUES
  (2, 60, '2025-03-10', 12, 1, 10, 3), (2, 40, '2025-03-12', 12, 1, 10, 4),
  (3, 30, '2025-03-10', 2, 1, 0, 1), (3, 12, '2025-03-25', 0, 2, 10, 5),
  (4, 50, '2025-03-20', 12, 2, 10, 6), (4, 50, '2025-04-05', 12, 5, 10, 6),
  (5, 30, '2025-03-20', 11, 1, 1, 1), (6, 25, '2025-03-20', 12, 3, 1, 2), (6, 7, '2025-03-02', 12, 4, 30, 3);
INSERT INTO 0_sales_orders (order_no, trans_type, type, debtor_no, branch_code, reference, ord_date, delivery_date, total) VALUES
  (1, 30, 0, 1, 11, 'auto', '2025-02-20', '2025-03-01', 110), (3, 30, 0, 1, 11, 'S3', '2025-02-21', '2025-03-05', 220),
  (4, 32, 0, 1, 11, 'Q4', '2025-02-21', '2025-03-05', 9), (5, 30, 1, 1, 11, 'T5', '2025-02-21', '2025-03-05', 8);
INSERT INTO 0_sales_order_details (order_no, trans_type, stk_code, unit_price, quantity, qty_sent, discount_percent) VALUES
  (1, 30, 'flour', 36.6667, 3, 3, 0), (3, 30, 'flour', 25, 8, 4, 0);

-- The general ledger, as it is posted transaction by transaction: receivables of the
-- setup, of the branch that has an account of its own, and other accounts. The
-- exchange difference of I6 is booked as each half is matched, in March and in April.
DROP TABLE IF EXISTS 0_sys_prefs, 0_gl_trans;
CREATE TABLE 0_sys_prefs (name VARCHAR(35), category VARCHAR(30), value TEXT, PRIMARY KEY (name)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE 0_gl_trans (
  counter INT AUTO_INCREMENT, type SMALLINT, type_no INT, tran_date DATE, account VARCHAR(15) NOT NULL DEFAULT '', amount DOUBLE NOT NULL DEFAULT 0,
  PRIMARY KEY (counter), KEY account_and_tran_date (account, tran_date)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO 0_sys_prefs (name, category, value) VALUES ('debtors_act', 'glsetup.sales', '1200'), ('creditors_act', 'glsetup.purchase', '2100');
INSERT INTO 0_gl_trans (type, type_no, tran_date, account, amount) VALUES
  (10, 1, '2025-03-01', '1200', 110), (10, 1, '2025-03-01', '4010', -100), (10, 1, '2025-03-01', '2150', -10),
  (10, 2, '2025-03-02', '1201', 231), (10, 2, '2025-03-02', '4010', -200),
  (10, 3, '2025-03-01', '1200', 60), (10, 4, '2025-03-02', '1200', 100), (12, 1, '2025-03-10', '1200', -100), (12, 1, '2025-03-10', '1065', 95),
  (0, 1, '2025-03-01', '1200', 50), (2, 1, '2025-03-10', '1200', -30), (10, 5, '2025-03-01', '1200', 12), (0, 2, '2025-03-25', '1200', -12),
  (10, 6, '2025-03-01', '1200', 110), (12, 2, '2025-03-20', '1200', -60), (12, 2, '2025-03-20', '1200', 5), (12, 2, '2025-03-20', '4450', -5),
  (12, 5, '2025-03-21', '1200', -60), (12, 5, '2025-04-05', '1200', 5),
  (11, 1, '2025-03-01', '1200', -80), (1, 1, '2025-03-20', '1200', 30), (12, 3, '2025-03-01', '1200', -40), (1, 2, '2025-03-20', '1200', 25),
  (12, 4, '2025-03-02', '1200', -7), (10, 7, '2025-03-01', '1200', 25), (10, 8, '2025-03-01', '1200', 0), (20, 1, '2025-03-01', '2100', -99);
-- What the invoices and the credit note earned, freight among it; what the goods cost, a
-- discount that a payment gave and a journal are no sale. A prepayment is.
DROP TABLE IF EXISTS 0_chart_master, 0_chart_types, 0_chart_class, 0_audit_trail, 0_users, 0_fiscal_year;
CREATE TABLE 0_chart_class (cid VARCHAR(3) PRIMARY KEY, class_name VARCHAR(60), ctype TINYINT NOT NULL DEFAULT 0) DEFAULT CHARSET=utf8mb4;
CREATE TABLE 0_chart_types (id VARCHAR(10) PRIMARY KEY, class_id VARCHAR(3)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE 0_chart_master (account_code VARCHAR(15) PRIMARY KEY, account_type VARCHAR(10)) DEFAULT CHARSET=utf8mb4;
INSERT INTO 0_chart_class VALUES ('1', 'Assets', 1), ('2', 'Liabilities', 2), ('3', 'Income', 4), ('4', 'Costs', 6);
INSERT INTO 0_chart_types VALUES ('1', '1'), ('4', '2'), ('8', '3'), ('9', '3'), ('10', '4');
INSERT INTO 0_chart_master VALUES ('1200', '1'), ('1201', '1'), ('1065', '1'), ('2100', '4'), ('2150', '4'), ('4010', '8'), ('4430', '9'), ('4450', '9'), ('5010', '10');
INSERT INTO 0_gl_trans (type, type_no, tran_date, account, amount) VALUES
  (10, 2, '2025-03-02', '4430', -10), (10, 2, '2025-03-02', '2150', -21), (10, 3, '2025-03-01', '4010', -60), (10, 4, '2025-03-02', '4010', -100),
  (10, 5, '2025-03-01', '4010', -12), (10, 6, '2025-03-01', '4010', -110), (11, 1, '2025-03-01', '4010', 80), (10, 7, '2025-03-01', '4010', -25),
  (13, 1, '2025-03-01', '5010', 60), (12, 1, '2025-03-10', '4450', 5), (0, 1, '2025-03-01', '4010', -50), (10, 99, '2025-04-01', '4010', -1);
-- Who wrote what: the first who did counts, by the name that people know.
CREATE TABLE 0_audit_trail (id INT AUTO_INCREMENT PRIMARY KEY, type SMALLINT, trans_no INT, user SMALLINT, gl_seq INT) DEFAULT CHARSET=utf8mb4;
CREATE TABLE 0_users (id SMALLINT PRIMARY KEY, user_id VARCHAR(60), real_name VARCHAR(100)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE 0_fiscal_year (id INT PRIMARY KEY, `begin` DATE, `end` DATE, closed TINYINT NOT NULL DEFAULT 0) DEFAULT CHARSET=utf8mb4;
INSERT INTO 0_users VALUES (1, 'ann', 'Ann Able'), (2, 'bob', '');
INSERT INTO 0_audit_trail (type, trans_no, user) VALUES (10, 1, 1), (10, 1, 2), (12, 1, 2), (11, 1, 2), (13, 3, 1), (12, 2, 9);
INSERT INTO 0_fiscal_year VALUES (1, '2023-01-01', '2024-06-30', 1), (2, '2024-07-01', '2025-06-30', 0);
UPDATE 0_debtor_trans_details c JOIN 0_debtor_trans_details i ON i.debtor_trans_type = 10 AND i.debtor_trans_no = 2 AND i.stock_id = 'flour'
SET c.src_id = i.id WHERE c.debtor_trans_type = 11;
