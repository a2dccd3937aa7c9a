-- What is rare in ERPNext, in as few rows as it takes: each customer is a case.
CREATE TABLE tabEmployee (name VARCHAR(140) PRIMARY KEY, company_email VARCHAR(140), user_id VARCHAR(140), date_of_joining DATE, relieving_date DATE) COLLATE utf8mb4_unicode_ci;
CREATE TABLE tabAddress (name VARCHAR(140) PRIMARY KEY, address_type VARCHAR(140), is_primary_address TINYINT NOT NULL DEFAULT 0,
  disabled TINYINT NOT NULL DEFAULT 0, country VARCHAR(140)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE `tabFiscal Year` (name VARCHAR(140) PRIMARY KEY, year_start_date DATE, year_end_date DATE, is_short_year TINYINT NOT NULL DEFAULT 0,
  disabled TINYINT NOT NULL DEFAULT 0) COLLATE utf8mb4_unicode_ci;
CREATE TABLE `tabFiscal Year Company` (name VARCHAR(140) PRIMARY KEY, parent VARCHAR(140), company VARCHAR(140)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE `tabMonthly Distribution Percentage` (name VARCHAR(140) PRIMARY KEY, parent VARCHAR(140), month VARCHAR(140),
  percentage_allocation DECIMAL(21,9) NOT NULL DEFAULT 0) COLLATE utf8mb4_unicode_ci;
CREATE TABLE `tabPricing Rule` (name VARCHAR(140) PRIMARY KEY, title VARCHAR(140), selling TINYINT NOT NULL DEFAULT 0, promotional_scheme VARCHAR(140),
  company VARCHAR(140), valid_from DATE, valid_upto DATE) COLLATE utf8mb4_unicode_ci;
INSERT INTO tabEmployee VALUES ('E1', 'ann@mill.example', 'ann.login@mill.example', '2019-02-01', NULL), ('E2', '', 'bob@mill.example', '2020-05-01', '2025-02-28'),
  ('E3', NULL, 'Administrator', NULL, NULL);
INSERT INTO tabAddress VALUES ('a1', 'Shipping', 1, 0, 'Spain'), ('a2', 'Billing', 0, 0, 'France'), ('a3', 'Billing', 1, 1, 'Italy'), ('a4', 'Office', 0, 0, 'Chile');
INSERT INTO `tabDynamic Link` (name, parent, parenttype, link_doctype, link_name) VALUES
  ('d3', 'a1', 'Address', 'Customer', 'rounded'), ('d4', 'a2', 'Address', 'Customer', 'rounded'), ('d5', 'a3', 'Address', 'Customer', 'rounded'),
  ('d6', 'a4', 'Address', 'Supplier', 'euro');
INSERT INTO `tabFiscal Year` VALUES ('2025-2026', '2025-04-01', '2026-03-31', 0, 0), ('2026', '2026-01-01', '2026-12-31', 0, 0),
  ('2026 short', '2026-04-01', '2026-06-30', 1, 0), ('2027', '2027-07-01', '2028-06-30', 0, 1);
INSERT INTO `tabFiscal Year Company` VALUES ('f1', '2026', 'Other');
INSERT INTO `tabMonthly Distribution Percentage` VALUES ('m1', 'Season', 'April', 33.333), ('m2', 'Season', 'March', 66.667), ('m3', 'Other', 'May', 100);
INSERT INTO `tabPricing Rule` VALUES ('PRLE-1', 'Spring', 1, NULL, NULL, '2025-03-01', '2025-05-31'), ('PRLE-2', 'Part of a scheme', 1, 'Two for one', 'Mill', NULL, NULL),
  ('PRLE-3', 'Buying', 0, NULL, NULL, NULL, NULL), ('PRLE-4', 'Elsewhere', 1, NULL, 'Other', NULL, NULL);
INSERT INTO tabCompany (name, company_name, default_currency, credit_limit, payment_terms, write_off_account, exchange_gain_loss_account) VALUES
  ('Mill', 'The Mill', 'USD', 9000, 'Net 10', 'Write Off - M', 'Exchange - M'), ('Other', 'Other', 'USD', 0, NULL, NULL, NULL);
INSERT INTO tabAccount (name, company, account_type, account_currency) VALUES
  ('Debtors - M', 'Mill', 'Receivable', 'USD'), ('Debtors EUR - M', 'Mill', 'Receivable', 'EUR'), ('Bank - M', 'Mill', 'Bank', 'USD');
INSERT INTO tabSingles (doctype, field, value) VALUES ('System Settings', 'time_zone', 'Asia/Kolkata');
INSERT INTO `tabCustomer Group` (name, payment_terms) VALUES ('Retail', NULL), ('Dealer', 'Month end'), ('Free', NULL);
INSERT INTO `tabPayment Terms Template Detail` (name, parent, parenttype, due_date_based_on, credit_days) VALUES
  ('t1', 'Net 10', 'Payment Terms Template', 'Day(s) after invoice date', 10),
  ('t2', 'Month end', 'Payment Terms Template', 'Day(s) after the end of the invoice month', 0),
  ('t3', 'Two parts', 'Payment Terms Template', 'Day(s) after invoice date', 30),
  ('t4', 'Two parts', 'Payment Terms Template', 'Day(s) after invoice date', 60);
INSERT INTO `tabSales Person` (name, sales_person_name, parent_sales_person, employee, enabled) VALUES
  ('All', 'All', NULL, 'E3', 1), ('Ann', 'Ann', 'All', 'E1', 1), ('Bob', 'Bob', 'All', 'E2', 0);
INSERT INTO `tabSales Team` (name, parent, parenttype, idx, sales_person, allocated_percentage) VALUES
  ('s1', 'rounded', 'Customer', 1, 'Ann', 40), ('s2', 'rounded', 'Customer', 2, 'Bob', 60),
  ('s3', 'INV-1', 'Sales Invoice', 1, 'Ann', 33.333), ('s4', 'INV-1', 'Sales Invoice', 2, 'Bob', 66.667);
INSERT INTO tabCustomer (name, customer_name, customer_group, payment_terms, default_currency) VALUES
  ('rounded', 'Rounded & Co', 'Retail', NULL, NULL), ('parts', 'Parts', 'Dealer', 'Two parts', 'USD'), ('returned', 'Returned', 'Dealer', NULL, 'USD'),
  ('refunded', 'Refunded', 'Retail', NULL, 'USD'), ('discount', 'Discount', 'Retail', NULL, 'USD'), ('journal', 'Journal', 'Retail', NULL, 'USD'),
  ('opening', 'Opening', 'Retail', NULL, 'USD'), ('euro', 'Euro', 'Retail', NULL, 'EUR'), ('advance', 'Advance', 'Retail', NULL, 'USD'),
  ('till', 'Till', 'Retail', NULL, 'USD'), ('oneself', 'Oneself', 'Retail', NULL, 'USD'), ('claim', 'Claim', 'Free', NULL, 'USD');
INSERT INTO `tabCustomer Credit Limit` (name, parent, parenttype, company, credit_limit) VALUES
  ('l1', 'rounded', 'Customer', 'Mill', 100), ('l2', 'rounded', 'Customer', 'Other', 7), ('l3', 'Dealer', 'Customer Group', 'Mill', 2000),
  ('l4', 'Dealer', 'Customer Group', 'Other', 3), ('l5', 'Free', 'Customer Group', 'Mill', 5), ('l6', 'returned', 'Customer', 'Mill', 0);
UPDATE `tabCustomer Credit Limit` SET bypass_credit_limit_check = 1 WHERE name = 'l5';
INSERT INTO tabContact (name, first_name, last_name, email_id, is_billing_contact) VALUES
  ('c1', 'Ada', 'First', 'ada@example.com', 0), ('c2', 'Bill', 'Payer', 'bill@example.com', 1);
INSERT INTO `tabDynamic Link` (name, parent, parenttype, link_doctype, link_name) VALUES
  ('d1', 'c1', 'Contact', 'Customer', 'rounded'), ('d2', 'c2', 'Contact', 'Customer', 'rounded');

INSERT INTO `tabSales Invoice` (name, docstatus, company, customer, posting_date, due_date, currency, conversion_rate, party_account_currency,
  net_total, base_net_total, grand_total, base_grand_total, is_return, return_against, update_outstanding_for_self, is_opening, is_debit_note) VALUES
  ('INV-1', 1, 'Mill', 'rounded',  '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 90, 90, 100.40, 100.40, 0, NULL, 0, 'No', 0),
  ('INV-2', 1, 'Mill', 'parts',    '2025-03-01', '2025-04-30', 'USD', 1, 'USD', 300, 300, 300, 300, 0, NULL, 0, 'No', 0),
  ('INV-3', 1, 'Mill', 'returned', '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 200, 200, 200, 200, 0, NULL, 0, 'No', 0),
  ('RET-3', 1, 'Mill', 'returned', '2025-03-05', '2025-03-05', 'USD', 1, 'USD', -50, -50, -50, -50, 1, 'INV-3', 0, 'No', 0),
  ('RET-4', 1, 'Mill', 'refunded', '2025-03-05', '2025-03-05', 'USD', 1, 'USD', -80, -80, -80, -80, 1, '', 1, 'No', 0),
  ('INV-5', 1, 'Mill', 'discount', '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 3, 3, 3, 3, 0, NULL, 0, 'No', 0),
  ('INV-6', 1, 'Mill', 'discount', '2025-03-02', '2025-03-31', 'USD', 1, 'USD', 97, 97, 97, 97, 0, NULL, 0, 'No', 0),
  ('INV-7', 1, 'Mill', 'journal',  '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 100, 100, 100, 100, 0, NULL, 0, 'No', 0),
  ('INV-8', 1, 'Mill', 'euro',     '2025-03-01', '2025-03-31', 'EUR', 1.1, 'EUR', 100, 110, 100, 110, 0, NULL, 0, 'No', 0),
  ('INV-9', 1, 'Mill', 'euro',     '2025-03-01', '2025-03-31', 'EUR', 1.1, 'USD', 10, 11, 10, 11, 0, NULL, 0, 'No', 0),
  ('INV-10', 1, 'Mill', 'till',    '2025-03-01', '2025-03-01', 'USD', 1, 'USD', 57, 57, 57, 57, 0, NULL, 0, 'No', 0),
  ('INV-11', 1, 'Mill', 'oneself', '2025-03-01', '2025-03-01', 'USD', 1, 'USD', 11, 11, 11, 11, 0, NULL, 0, 'No', 0),
  ('DN-12', 1, 'Mill', 'claim',    '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 15, 15, 15, 15, 0, 'INV-7', 0, 'No', 1),
  ('OLD-13', 1, 'Mill', 'opening', '2025-01-01', '2024-12-31', 'USD', 1, 'USD', 40, 40, 40, 40, 0, NULL, 0, 'Yes', 0),
  ('INV-14', 2, 'Mill', 'claim',   '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 99, 99, 99, 99, 0, NULL, 0, 'No', 0),
  ('INV-15', 0, 'Mill', 'claim',   '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 98, 98, 98, 98, 0, NULL, 0, 'No', 0),
  ('INV-16', 1, 'Other', 'claim',  '2025-03-01', '2025-03-31', 'USD', 1, 'USD', 97, 97, 97, 97, 0, NULL, 0, 'No', 0);
UPDATE `tabSales Invoice` SET rounding_adjustment = -0.4, rounded_total = 100, base_rounding_adjustment = -0.4, base_rounded_total = 100 WHERE name = 'INV-1';
UPDATE `tabSales Invoice` SET is_pos = 1, paid_amount = 60, base_paid_amount = 60, change_amount = 5, base_change_amount = 5,
  write_off_amount = 2, base_write_off_amount = 2 WHERE name = 'INV-10';
UPDATE `tabSales Invoice` SET is_internal_customer = 1, represents_company = 'Mill' WHERE name = 'INV-11';
INSERT INTO `tabSales Invoice Payment` (name, parent, parenttype, mode_of_payment, amount, base_amount) VALUES ('sp1', 'INV-10', 'Sales Invoice', 'Cash', 60, 60);
INSERT INTO `tabPayment Schedule` (name, parent, parenttype, idx, due_date, payment_amount, base_payment_amount) VALUES
  ('ps1', 'INV-2', 'Sales Invoice', 1, '2025-03-31', 100, 100), ('ps2', 'INV-2', 'Sales Invoice', 2, '2025-04-30', 200, 200),
  ('ps3', 'INV-1', 'Sales Invoice', 1, '2025-03-31', 100, 100);

INSERT INTO `tabPayment Entry` (name, docstatus, company, payment_type, party_type, party, posting_date, paid_from_account_currency, paid_to_account_currency,
  source_exchange_rate, target_exchange_rate, total_allocated_amount, base_total_allocated_amount, unallocated_amount) VALUES
  ('PE-2', 1, 'Mill', 'Receive', 'Customer', 'parts',    '2025-03-20', 'USD', 'USD', 1, 1, 100, 100, 0),
  ('PE-3', 1, 'Mill', 'Receive', 'Customer', 'returned', '2025-03-04', 'USD', 'USD', 1, 1, 200, 200, 0),
  ('PE-3R', 1, 'Mill', 'Pay', 'Customer', 'returned',    '2025-03-20', 'USD', 'USD', 1, 1, 50, 50, 0),
  ('PE-4R', 1, 'Mill', 'Pay', 'Customer', 'refunded',    '2025-03-20', 'USD', 'USD', 1, 1, 30, 30, 0),
  ('PE-5', 1, 'Mill', 'Receive', 'Customer', 'discount', '2025-03-20', 'USD', 'USD', 1, 1, 100, 100, 0),
  ('PE-8', 1, 'Mill', 'Receive', 'Customer', 'euro',     '2025-03-20', 'EUR', 'USD', 1.2, 1, 100, 120, 0),
  ('PE-9', 1, 'Mill', 'Receive', 'Customer', 'advance',  '2025-03-01', 'USD', 'USD', 1, 1, 0, 0, 40),
  ('PE-9R', 1, 'Mill', 'Pay', 'Customer', 'advance',     '2025-03-20', 'USD', 'USD', 1, 1, 25, 25, 0),
  ('PE-13', 1, 'Mill', 'Receive', 'Customer', 'opening', '2025-03-20', 'USD', 'USD', 1, 1, 200, 200, 0);
INSERT INTO `tabPayment Entry Deduction` (name, parent, account, amount) VALUES ('pd1', 'PE-5', 'Discount Allowed - M', 5), ('pd2', 'PE-8', 'Exchange - M', -10);

INSERT INTO `tabJournal Entry` (name, docstatus, company, voucher_type, posting_date, is_opening) VALUES
  ('JV-6', 1, 'Mill', 'Bank Entry', '2025-03-20', 'No'), ('JV-7', 1, 'Mill', 'Opening Entry', '2025-01-01', 'Yes'),
  ('JV-8', 1, 'Mill', 'Exchange Gain Or Loss', '2025-03-20', 'No'), ('JV-9', 1, 'Mill', 'Write Off Entry', '2025-03-25', 'No'),
  ('JV-10', 1, 'Mill', 'Credit Note', '2025-03-10', 'No');
INSERT INTO `tabJournal Entry Account` (name, parent, account, party_type, party, debit, debit_in_account_currency, credit, credit_in_account_currency, reference_type, reference_name) VALUES
  ('ja1', 'JV-6', 'Debtors - M', 'Customer', 'journal', 0, 0, 70, 70, 'Sales Invoice', 'INV-7'),
  ('ja2', 'JV-6', 'Bank - M', NULL, NULL, 70, 70, 0, 0, NULL, NULL),
  ('ja3', 'JV-7', 'Debtors - M', 'Customer', 'opening', 500, 500, 0, 0, NULL, NULL),
  ('ja4', 'JV-8', 'Debtors EUR - M', 'Customer', 'euro', 10, 0, 0, 0, 'Sales Invoice', 'INV-8'),
  ('ja5', 'JV-9', 'Debtors - M', 'Customer', 'journal', 0, 0, 12, 12, 'Sales Invoice', 'INV-7'),
  ('ja6', 'JV-10', 'Debtors - M', 'Customer', 'claim', 0, 0, 6, 6, 'Sales Invoice', 'DN-12'),
  ('ja7', 'JV-10', 'Debtors - M', 'Customer', 'claim', 0, 0, 1, 1, NULL, NULL);

INSERT INTO `tabPayment Ledger Entry` (name, company, account_type, party_type, delinked, posting_date, account, party, voucher_type, voucher_no, against_voucher_type, against_voucher_no, amount, amount_in_account_currency) VALUES
  ('01', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'rounded', 'Sales Invoice', 'INV-1', 'Sales Invoice', 'INV-1', 100, 100),
  ('02', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'parts', 'Sales Invoice', 'INV-2', 'Sales Invoice', 'INV-2', 300, 300),
  ('03', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'parts', 'Payment Entry', 'PE-2', 'Sales Invoice', 'INV-2', -100, -100),
  ('04', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'returned', 'Sales Invoice', 'INV-3', 'Sales Invoice', 'INV-3', 200, 200),
  ('05', 'Mill', 'Receivable', 'Customer', 0, '2025-03-04', 'Debtors - M', 'returned', 'Payment Entry', 'PE-3', 'Sales Invoice', 'INV-3', -200, -200),
  ('06', 'Mill', 'Receivable', 'Customer', 0, '2025-03-05', 'Debtors - M', 'returned', 'Sales Invoice', 'RET-3', 'Sales Invoice', 'INV-3', -50, -50),
  ('07', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'returned', 'Payment Entry', 'PE-3R', 'Sales Invoice', 'RET-3', 50, 50),
  ('08', 'Mill', 'Receivable', 'Customer', 0, '2025-03-05', 'Debtors - M', 'refunded', 'Sales Invoice', 'RET-4', 'Sales Invoice', 'RET-4', -80, -80),
  ('09', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'refunded', 'Payment Entry', 'PE-4R', 'Sales Invoice', 'RET-4', 30, 30),
  ('10', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'discount', 'Sales Invoice', 'INV-5', 'Sales Invoice', 'INV-5', 3, 3),
  ('11', 'Mill', 'Receivable', 'Customer', 0, '2025-03-02', 'Debtors - M', 'discount', 'Sales Invoice', 'INV-6', 'Sales Invoice', 'INV-6', 97, 97),
  ('12', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'discount', 'Payment Entry', 'PE-5', 'Sales Invoice', 'INV-5', -3, -3),
  ('13', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'discount', 'Payment Entry', 'PE-5', 'Sales Invoice', 'INV-6', -97, -97),
  ('14', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'journal', 'Sales Invoice', 'INV-7', 'Sales Invoice', 'INV-7', 100, 100),
  ('15', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'journal', 'Journal Entry', 'JV-6', 'Sales Invoice', 'INV-7', -70, -70),
  ('16', 'Mill', 'Receivable', 'Customer', 0, '2025-03-25', 'Debtors - M', 'journal', 'Journal Entry', 'JV-9', 'Sales Invoice', 'INV-7', -12, -12),
  ('17', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors EUR - M', 'euro', 'Sales Invoice', 'INV-8', 'Sales Invoice', 'INV-8', 110, 100),
  ('18', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors EUR - M', 'euro', 'Payment Entry', 'PE-8', 'Sales Invoice', 'INV-8', -120, -100),
  ('19', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors EUR - M', 'euro', 'Journal Entry', 'JV-8', 'Sales Invoice', 'INV-8', 10, 0),
  ('20', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'euro', 'Sales Invoice', 'INV-9', 'Sales Invoice', 'INV-9', 11, 11),
  ('21', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'advance', 'Payment Entry', 'PE-9', 'Payment Entry', 'PE-9', -40, -40),
  ('22', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'advance', 'Payment Entry', 'PE-9R', 'Payment Entry', 'PE-9', 25, 25),
  ('23', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'till', 'Sales Invoice', 'INV-10', 'Sales Invoice', 'INV-10', 57, 57),
  ('24', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'till', 'Sales Invoice', 'INV-10', 'Sales Invoice', 'INV-10', -60, -60),
  ('25', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'till', 'Sales Invoice', 'INV-10', 'Sales Invoice', 'INV-10', 5, 5),
  ('26', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'till', 'Sales Invoice', 'INV-10', 'Sales Invoice', 'INV-10', -2, -2),
  ('27', 'Mill', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - M', 'claim', 'Sales Invoice', 'DN-12', 'Sales Invoice', 'DN-12', 15, 15),
  ('28', 'Mill', 'Receivable', 'Customer', 0, '2025-03-10', 'Debtors - M', 'claim', 'Journal Entry', 'JV-10', 'Sales Invoice', 'DN-12', -6, -6),
  ('29', 'Mill', 'Receivable', 'Customer', 0, '2025-03-10', 'Debtors - M', 'claim', 'Journal Entry', 'JV-10', 'Journal Entry', 'JV-10', -1, -1),
  ('30', 'Mill', 'Receivable', 'Customer', 0, '2025-01-01', 'Debtors - M', 'opening', 'Journal Entry', 'JV-7', 'Journal Entry', 'JV-7', 500, 500),
  ('31', 'Mill', 'Receivable', 'Customer', 0, '2025-03-20', 'Debtors - M', 'opening', 'Payment Entry', 'PE-13', 'Journal Entry', 'JV-7', -200, -200),
  ('32', 'Mill', 'Receivable', 'Customer', 0, '2025-01-01', 'Debtors - M', 'opening', 'Sales Invoice', 'OLD-13', 'Sales Invoice', 'OLD-13', 40, 40),
  ('33', 'Mill', 'Receivable', 'Customer', 1, '2025-03-01', 'Debtors - M', 'claim', 'Sales Invoice', 'INV-14', 'Sales Invoice', 'INV-14', 99, 99),
  ('34', 'Mill', 'Receivable', 'Customer', 1, '2025-03-01', 'Debtors - M', 'claim', 'Sales Invoice', 'INV-14', 'Sales Invoice', 'INV-14', -99, -99),
  ('35', 'Other', 'Receivable', 'Customer', 0, '2025-03-01', 'Debtors - O', 'claim', 'Sales Invoice', 'INV-16', 'Sales Invoice', 'INV-16', 97, 97);
-- The general ledger says the same of the receivable accounts.
INSERT INTO `tabGL Entry` (name, company, account, posting_date, is_cancelled, debit, credit)
SELECT name, company, account, posting_date, delinked, GREATEST(amount, 0), GREATEST(-amount, 0) FROM `tabPayment Ledger Entry`;
INSERT INTO `tabTarget Detail` (name, parent, parenttype, fiscal_year, target_amount) VALUES ('g1', 'Ann', 'Sales Person', '2025-2026', 100), ('g2', 'All', 'Item Group', '2025', 9),
  ('g3', 'Bob', 'Sales Person', '2025-2026', 100.01), ('g4', 'All', 'Sales Person', '2026 short', 100), ('g5', 'All', 'Sales Person', '2024', 24), ('g6', 'Bob', 'Sales Person', '2025-2026', 12);
UPDATE `tabTarget Detail` SET distribution_id = 'Season' WHERE name = 'g3';
INSERT INTO `tabSales Order` (name, docstatus, company, customer, transaction_date, delivery_date, currency, base_grand_total, per_delivered, per_billed, status) VALUES
  ('SO-1', 1, 'Mill', 'rounded', '2025-02-20', '2025-03-05', 'USD', 1000, 25, 10, 'To Deliver and Bill'), ('SO-2', 1, 'Mill', 'rounded', '2025-02-20', NULL, 'USD', 500, 0, 0, 'Closed');
INSERT INTO `tabDelivery Note` (name, docstatus, company, customer, posting_date, base_grand_total, per_billed, status) VALUES ('DL-1', 1, 'Mill', 'rounded', '2025-02-25', 250, 40, 'To Bill');
INSERT INTO `tabDelivery Note Item` (name, parent, against_sales_order) VALUES ('di1', 'DL-1', 'SO-1');
INSERT INTO `tabSales Invoice Item` (name, parent, parenttype, idx, item_code, stock_qty, conversion_factor, price_list_rate, net_amount, base_net_amount, base_amount, incoming_rate, sales_order, pricing_rules) VALUES
  ('si1', 'INV-1', 'Sales Invoice', 1, 'dozen', 24, 12, 60, 90, 90, 100.4, 2, 'SO-1', '[\n "PRLE-1",\n "PRLE-2"\n]'), ('si2', 'RET-3', 'Sales Invoice', 1, 'dozen', -12, 12, 60, -50, -50, -50, 0, NULL, 'PRLE-2,PRLE-1');
INSERT INTO tabItem (name, item_code, item_name, stock_uom) VALUES ('dozen', 'dozen', 'Eggs', 'Nos');
