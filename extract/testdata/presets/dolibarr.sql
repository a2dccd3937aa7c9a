-- What is rare in Dolibarr, in as few rows as it takes: each customer is a case.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO llx_const (name, entity, value) VALUES
  ('MAIN_MONNAIE', 1, 'EUR'), ('MAIN_INFO_SOCIETE_NOM', 1, 'The Mill'), ('SOCIETE_FISCAL_MONTH_START', 1, '4'),
  ('MAIN_MONNAIE', 2, 'EUR'), ('MAIN_MONNAIE', 3, 'EUR');
INSERT INTO llx_c_payment_term (rowid, entity, code, type_cdr, nbjour, decalage) VALUES (1, 1, 'A', 0, 30, NULL), (2, 1, 'B', 1, 30, NULL), (3, 1, 'C', 2, 10, 15);
INSERT INTO llx_user (rowid, entity, login, firstname, lastname, fk_user, statut) VALUES (1, 1, 'ann', 'Ann', 'Able', 2, 1), (2, 0, 'bob', 'Bob', 'Best', 3, 0), (3, 2, 'cy', 'Cy', 'Other', NULL, 1);
INSERT INTO llx_c_country (rowid, code, label) VALUES (1, 'FR', 'France');
INSERT INTO llx_societe (rowid, entity, nom, code_client, client, fk_pays, cond_reglement, outstanding_limit, status) VALUES
  (1, 1, 'deposit', 'C1', 1, 1, 1, 100, 1), (2, 1, 'excess', 'C2', 1, 0, 2, 0, 1), (3, 1, 'returned', 'C3', 3, 0, 3, NULL, 0),
  (4, 1, 'bad', 'C4', 1, 0, NULL, NULL, 1), (5, 1, 'dollar', 'C5', 1, 0, NULL, NULL, 1), (6, 1, 'supplier', NULL, 0, 0, NULL, NULL, 1),
  (7, 1, 'asked', 'C7', 1, 0, NULL, NULL, 1);
INSERT INTO llx_societe_commerciaux (rowid, fk_soc, fk_user) VALUES (1, 1, 3), (2, 1, 1);

INSERT INTO llx_facture (rowid, ref, entity, type, fk_statut, paye, close_code, fk_soc, datef, date_lim_reglement, date_closing, total_ht, total_tva, total_ttc,
  multicurrency_code, multicurrency_tx, multicurrency_total_ht, multicurrency_total_ttc, fk_facture_source) VALUES
  -- A deposit of 120, paid by 100 and 20, is used as a line of the invoice: 600 less 120.
  (10, 'AC-1', 1, 3, 2, 1, NULL, 1, '2025-01-10', '2025-01-10', '2025-01-20 09:00:00', 100, 20, 120, 'EUR', 1, 100, 120, NULL),
  (11, 'FA-1', 1, 0, 1, 0, NULL, 1, '2025-03-05', '2025-04-04', NULL, 400, 80, 480, 'EUR', 1, 400, 480, NULL),
  -- Another one, paid and converted, waits; a third is asked for, and half paid.
  (12, 'AC-2', 1, 3, 2, 1, NULL, 1, '2025-03-01', '2025-03-01', '2025-03-10 09:00:00', 50, 10, 60, 'EUR', 1, 50, 60, NULL),
  (13, 'AC-3', 1, 3, 1, 0, NULL, 7, '2025-03-01', '2025-03-11', NULL, 30, 6, 36, 'EUR', 1, 30, 36, NULL),
  -- 50 was paid on an invoice of 45; the 5 pay part of the next one, as a payment.
  (20, 'FA-2', 1, 0, 2, 1, NULL, 2, '2025-03-01', '2025-03-31', '2025-03-10 09:00:00', 45, 0, 45, 'EUR', 1, 45, 45, NULL),
  (21, 'FA-3', 1, 0, 1, 0, NULL, 2, '2025-03-15', '2025-04-14', NULL, 30, 0, 30, 'EUR', 1, 30, 30, NULL),
  -- A credit note is converted, and used in part by two invoices; another was closed by hand.
  (30, 'AV-1', 1, 2, 2, 1, NULL, 3, '2025-03-02', '2025-03-02', '2025-03-03 09:00:00', -70, 0, -70, 'EUR', 1, -70, -70, 31),
  (31, 'FA-4', 1, 0, 2, 1, NULL, 3, '2025-03-01', '2025-03-31', '2025-03-20 09:00:00', 40, 0, 40, 'EUR', 1, 40, 40, NULL),
  (32, 'AV-2', 1, 2, 2, 1, NULL, 3, '2025-03-04', '2025-03-04', '2025-03-06 09:00:00', -8, 0, -8, 'EUR', 1, -8, -8, 31),
  -- A bad customer: abandoned whole, and closed with the rest written off. The others never were.
  (40, 'FA-5', 1, 0, 3, 0, 'badcustomer', 4, '2025-02-01', '2025-03-01', '2025-03-25 09:00:00', 25, 5, 30, 'EUR', 1, 25, 30, NULL),
  (41, 'FA-6', 1, 0, 2, 1, 'badcustomer', 4, '2025-02-02', '2025-03-02', '2025-04-02 09:00:00', 90, 0, 90, 'EUR', 1, 90, 90, NULL),
  (42, 'FA-7', 1, 0, 2, 1, 'discount_vat', 4, '2025-02-03', '2025-03-03', '2025-03-25 09:00:00', 100, 0, 100, 'EUR', 1, 100, 100, NULL),
  (43, 'FA-8', 1, 0, 3, 0, 'abandon', 4, '2025-02-01', '2025-03-01', '2025-03-25 09:00:00', 77, 0, 77, 'EUR', 1, 77, 77, NULL),
  (44, 'FA-9', 1, 0, 3, 0, 'replaced', 4, '2025-02-01', '2025-03-01', '2025-03-25 09:00:00', 78, 0, 78, 'EUR', 1, 78, 78, NULL),
  (45, 'FA-10', 1, 1, 1, 0, NULL, 4, '2025-03-26', '2025-04-25', NULL, 79, 0, 79, 'EUR', 1, 79, 79, 44),
  -- Dollars at two for a euro, half paid; drafts, pro forma and another entity.
  (50, 'FA-11', 1, 0, 1, 0, NULL, 5, '2025-03-01', '2025-03-31', NULL, 50, 0, 50, 'USD', 2, 100, 100, NULL),
  (51, '(PROV51)', 1, 0, 0, 0, NULL, 5, '2025-03-01', '2025-03-31', NULL, 1, 0, 1, 'EUR', 1, 1, 1, NULL),
  (52, 'PR-1', 1, 4, 1, 0, NULL, 5, '2025-03-01', '2025-03-31', NULL, 2, 0, 2, 'EUR', 1, 2, 2, NULL),
  (53, 'FA-12', 2, 0, 1, 0, NULL, 5, '2025-03-01', '2025-03-31', NULL, 3, 0, 3, 'EUR', 1, 3, 3, NULL);
INSERT INTO llx_facturedet (rowid, fk_facture, rang, fk_product, qty, subprice, remise_percent, total_ht, total_tva, total_ttc, multicurrency_subprice, multicurrency_total_ht, multicurrency_total_ttc, product_type, fk_remise_except, buy_price_ht) VALUES
  (100, 11, 1, 1, 10, 62.5, 20, 500, 100, 600, 62.5, 500, 600, 0, NULL, 30),
  (101, 11, 2, NULL, 1, -100, 0, -100, -20, -120, -100, -100, -120, 0, 1, 0),
  (102, 11, 3, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, NULL, 0),
  (103, 30, 1, 1, 2, -35, 0, -70, 0, -70, -35, -70, -70, 0, NULL, 30),
  (104, 50, 1, NULL, 1, 50, 0, 50, 0, 50, 100, 100, 100, 1, NULL, 0);
INSERT INTO llx_product (rowid, ref, label, entity) VALUES (1, 'P1', 'Flour', 1);
INSERT INTO llx_societe_remise_except (rowid, entity, fk_soc, datec, amount_ht, amount_tva, amount_ttc, fk_facture_source, fk_facture, fk_facture_line, description,
  multicurrency_amount_ttc) VALUES
  (1, 1, 1, '2025-01-20 09:00:00', 100, 20, 120, 10, NULL, 101, '(DEPOSIT)', 120),
  (2, 1, 1, '2025-03-10 09:00:00', 50, 10, 60, 12, NULL, NULL, '(DEPOSIT)', 60),
  (3, 1, 2, '2025-03-10 09:00:00', 5, 0, 5, 20, 21, NULL, '(EXCESS RECEIVED)', 5),
  (4, 1, 3, '2025-03-03 09:00:00', 40, 0, 40, 30, 31, NULL, '(CREDIT_NOTE)', 40),
  (5, 1, 3, '2025-03-03 09:00:00', 30, 0, 30, 30, NULL, NULL, '(CREDIT_NOTE)', 30),
  (6, 1, 3, '2025-03-03 09:00:00', 99, 0, 99, NULL, NULL, NULL, 'for old times', 99);
INSERT INTO llx_paiement (rowid, ref, entity, datep, amount, multicurrency_amount, fk_paiement) VALUES
  (1, 'P1', 1, '2025-01-15 12:00:00', 100, 100, 4), (2, 'P2', 1, '2025-01-18 12:00:00', 20, 20, 4), (3, 'P3', 1, '2025-03-09 12:00:00', 60, 60, 4),
  (4, 'P4', 1, '2025-03-05 12:00:00', 18, 18, 4), (5, 'P5', 1, '2025-03-09 12:00:00', 50, 50, 4), (6, 'P6', 1, '2025-03-20 12:00:00', 98, 98, 4),
  (7, 'P7', 1, '2025-03-30 12:00:00', 20, 40, 4), (8, 'P8', 1, '2025-03-30 12:00:00', 33, 33, 4), (9, 'P9', 1, '2025-03-12 12:00:00', 61, 61, 4);
INSERT INTO llx_c_paiement (id, entity, code, libelle) VALUES (4, 1, 'VIR', 'Transfer');
INSERT INTO llx_paiement_facture (rowid, fk_paiement, fk_facture, amount, multicurrency_amount) VALUES
  (1, 1, 10, 100, 100), (2, 2, 10, 20, 20), (3, 3, 12, 60, 60), (4, 4, 13, 18, 18), (5, 5, 20, 50, 50), (6, 6, 42, 98, 98), (7, 7, 50, 20, 40), (8, 9, 41, 60, 60);

-- Of an order of 240 for 4 bags, 3 were sent: 1 and invoiced, 1 and invoiced in April, 1 and not
-- at all. A draft was sent nowhere, and another entity's is not ours. Of two orders that are
-- billed, one says so itself, of the other the shipment.
CREATE TABLE llx_expeditiondet (
  rowid INT AUTO_INCREMENT, fk_expedition INT NOT NULL, fk_elementdet INT, qty DOUBLE, PRIMARY KEY (rowid)
) DEFAULT CHARSET=utf8mb4;
CREATE TABLE llx_multicurrency (rowid INT AUTO_INCREMENT, code VARCHAR(255), entity INT DEFAULT 1, PRIMARY KEY (rowid)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE llx_multicurrency_rate (
  rowid INT AUTO_INCREMENT, date_sync DATETIME, rate DOUBLE NOT NULL DEFAULT 0, fk_multicurrency INT NOT NULL, entity INT DEFAULT 1, PRIMARY KEY (rowid)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO llx_commande (rowid, ref, entity, fk_soc, fk_statut, facture, date_commande, total_ht, total_ttc) VALUES
  (70, 'CO-1', 1, 1, 2, 0, '2025-02-20', 200, 240), (71, 'CO-2', 1, 1, 3, 1, '2025-02-20', 10, 12), (72, 'CO-3', 1, 1, 2, 0, '2025-02-20', 10, 12),
  (73, 'CO-4', 2, 1, 2, 0, '2025-02-20', 10, 12);
INSERT INTO llx_commandedet (rowid, fk_commande, qty, total_ht, total_ttc) VALUES (700, 70, 4, 200, 240), (710, 71, 1, 10, 12), (720, 72, 1, 10, 12), (730, 73, 1, 10, 12);
INSERT INTO llx_expedition (rowid, ref, entity, fk_soc, fk_statut, billed, date_expedition, date_valid) VALUES
  (80, 'SH-1', 1, 1, 2, 0, '2025-03-01 09:00:00', '2025-02-28 09:00:00'), (81, 'SH-2', 1, 1, 1, 0, NULL, '2025-03-02 09:00:00'), (82, 'SH-3', 1, 1, 1, 0, NULL, '2025-03-03 09:00:00'),
  (83, '(PROV83)', 1, 1, 0, 0, NULL, NULL), (84, 'SH-5', 1, 1, 1, 0, NULL, '2025-03-04 09:00:00'), (85, 'SH-6', 1, 1, 1, 1, NULL, '2025-03-05 09:00:00'),
  (86, 'SH-7', 2, 1, 1, 0, NULL, '2025-03-05 09:00:00');
INSERT INTO llx_expeditiondet (fk_expedition, fk_elementdet, qty) VALUES (80, 700, 1), (81, 700, 1), (82, 700, 1), (83, 700, 1), (84, 710, 1), (85, 720, 1), (86, 730, 1);
INSERT INTO llx_element_element (fk_source, sourcetype, fk_target, targettype) VALUES (80, 'shipping', 11, 'facture'), (81, 'shipping', 60, 'facture'), (82, 'shipping', 51, 'facture');
INSERT INTO llx_facture (rowid, ref, entity, type, fk_statut, fk_soc, datef, total_ht, total_tva, total_ttc, multicurrency_code, multicurrency_tx) VALUES
  (60, 'FA-13', 1, 0, 1, 1, '2025-04-05', 50, 10, 60, 'EUR', 1);
INSERT INTO llx_multicurrency (rowid, code, entity) VALUES (1, 'USD', 1), (2, 'EUR', 1), (3, 'USD', 2);
INSERT INTO llx_multicurrency_rate (rowid, date_sync, rate, fk_multicurrency, entity) VALUES
  (1, '2025-03-01 08:00:00', 2, 1, 1), (2, '2025-03-01 18:00:00', 1.6, 1, 1), (3, '2025-03-02 08:00:00', 0, 1, 1), (4, '2025-03-01 08:00:00', 1, 2, 1), (5, '2025-03-01 20:00:00', 9, 3, 2);

-- All invoices of March are in the ledger, and of other months none: what they earned, less
-- credit notes. A deposit, the tax, what is owed, another entity's and what suppliers sold
-- is no income, and 411 is of another chart.
CREATE TABLE llx_accounting_system (rowid INT AUTO_INCREMENT, pcg_version VARCHAR(32), PRIMARY KEY (rowid)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE llx_accounting_account (
  rowid BIGINT AUTO_INCREMENT, entity INT NOT NULL DEFAULT 1, fk_pcg_version VARCHAR(32), pcg_type VARCHAR(32), account_number VARCHAR(32), PRIMARY KEY (rowid)
) DEFAULT CHARSET=utf8mb4;
CREATE TABLE llx_accounting_bookkeeping (
  rowid INT AUTO_INCREMENT, entity INT NOT NULL DEFAULT 1, doc_type VARCHAR(30), fk_doc INT, doc_date DATE, numero_compte VARCHAR(32),
  debit DOUBLE NOT NULL DEFAULT 0, credit DOUBLE NOT NULL DEFAULT 0, PRIMARY KEY (rowid), KEY (fk_doc)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO llx_const (name, entity, value) VALUES ('CHARTOFACCOUNTS', 1, '2'), ('CHARTOFACCOUNTS', 2, '1');
INSERT INTO llx_accounting_system (rowid, pcg_version) VALUES (1, 'OTHER'), (2, 'BASE');
INSERT INTO llx_accounting_account (entity, fk_pcg_version, pcg_type, account_number) VALUES
  (1, 'BASE', 'INCOME', '706'), (1, 'BASE', 'INCOME', '707'), (1, 'BASE', 'TIERS', '411'), (1, 'BASE', 'TIERS', '4191'), (1, 'OTHER', 'INCOME', '411'), (2, 'BASE', 'INCOME', '4191');
INSERT INTO llx_accounting_bookkeeping (entity, doc_type, fk_doc, doc_date, numero_compte, debit, credit) VALUES
  (1, 'customer_invoice', 11, '2025-03-05', '411', 480, 0), (1, 'customer_invoice', 11, '2025-03-05', '707', 0, 500), (1, 'customer_invoice', 11, '2025-03-05', '4191', 100, 0),
  (1, 'customer_invoice', 11, '2025-03-05', '44571', 0, 80), (1, 'customer_invoice', 20, '2025-03-01', '707', 0, 45), (1, 'customer_invoice', 21, '2025-03-15', '706', 0, 30),
  (1, 'customer_invoice', 30, '2025-03-02', '707', 70, 0), (1, 'customer_invoice', 31, '2025-03-01', '707', 0, 40), (1, 'customer_invoice', 32, '2025-03-04', '707', 8, 0),
  (1, 'customer_invoice', 45, '2025-03-26', '706', 0, 79), (1, 'customer_invoice', 50, '2025-03-01', '707', 0, 50),
  (2, 'customer_invoice', 53, '2025-03-01', '707', 0, 3), (1, 'supplier_invoice', 20, '2025-03-01', '707', 0, 1000), (1, 'bank', 20, '2025-03-01', '707', 0, 2000);

-- Two follow one invoice, one another; who is asked for the bill sells nothing. A contract
-- is behind one invoice, and two behind another.
INSERT INTO llx_c_type_contact (rowid, element, source, code) VALUES (50, 'facture', 'internal', 'SALESREPFOLL'), (51, 'facture', 'external', 'BILLING'), (52, 'commande', 'internal', 'SALESREPFOLL');
INSERT INTO llx_element_contact (element_id, fk_c_type_contact, fk_socpeople) VALUES (21, 50, 1), (21, 50, 2), (21, 51, 2), (11, 50, 2), (20, 52, 1), (20, 52, 2), (45, 50, 1), (45, 50, 3);
CREATE TABLE llx_contrat (rowid INT AUTO_INCREMENT, ref VARCHAR(50), PRIMARY KEY (rowid)) DEFAULT CHARSET=utf8mb4;
INSERT INTO llx_contrat (rowid, ref) VALUES (1, 'CT-1'), (2, 'CT-2');
INSERT INTO llx_element_element (fk_source, sourcetype, fk_target, targettype) VALUES (1, 'contrat', 11, 'facture'), (2, 'contrat', 11, 'facture'), (2, 'contrat', 20, 'facture'), (1, 'contrat', 21, 'invoice_supplier');
CREATE TABLE llx_usergroup (rowid INT AUTO_INCREMENT, entity INT NOT NULL DEFAULT 1, nom VARCHAR(180), PRIMARY KEY (rowid)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE llx_usergroup_user (rowid INT AUTO_INCREMENT, entity INT NOT NULL DEFAULT 1, fk_user INT, fk_usergroup INT, PRIMARY KEY (rowid)) DEFAULT CHARSET=utf8mb4;
INSERT INTO llx_usergroup (rowid, entity, nom) VALUES (1, 1, 'Sales'), (2, 1, 'Field'), (3, 2, 'Another');
INSERT INTO llx_usergroup_user (fk_user, fk_usergroup) VALUES (1, 1), (1, 2), (2, 3);
-- Whom the bill was made out to, though another is the first; a private and a former contact.
INSERT INTO llx_socpeople (rowid, fk_soc, firstname, lastname, email, phone, statut, priv) VALUES
  (1, 1, 'Al', 'First', 'al@example.com', '1', 1, 0), (2, 1, '', 'Billy', 'billy@example.com', '', 1, 0), (3, 2, 'Pa', 'Mine', 'pa@example.com', '3', 1, 1),
  (4, 2, 'Ed', 'Gone', '', '', 0, 0), (5, 2, 'Flo', 'Here', 'flo@example.com', '5', 1, 0), (6, 3, 'Gus', 'Second', 'gus@example.com', '6', 1, 0);
UPDATE llx_societe SET email = 'office@example.com', phone = '9' WHERE rowid IN (1, 3);
