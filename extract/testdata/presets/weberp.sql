-- What is rare in webERP, in as few rows as it takes: each customer is a case.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO currencies (currency, currabrev, rate) VALUES ('Dollar', 'USD', 1), ('Euro', 'EUR', 0.8);
INSERT INTO paymentterms (termsindicator, terms, daysbeforedue, dayinfollowingmonth) VALUES ('10', '10 days', 10, 0), ('F', '20th', 0, 20), ('X', '31st', 0, 31);
INSERT INTO holdreasons (reasoncode, reasondescription, dissallowinvoices) VALUES (1, 'Good', 0), (2, 'Stop', 1), (3, 'Watch', 2);
INSERT INTO debtortype (typeid, typename) VALUES (1, 'Baker');
INSERT INTO areas (areacode, areadescription) VALUES ('N', 'North'), ('S', 'South');
INSERT INTO salesman (salesmancode, salesmanname, current) VALUES ('A', 'Ann &amp; Al', 1), ('B', 'Bob', 0);
INSERT INTO debtorsmaster (debtorno, name, currcode, holdreason, paymentterms, creditlimit, clientsince, address6, typeid) VALUES
  ('C1', 'D&#039;Arc &amp; &lt;Sons&gt;', 'USD', 2, 'F', 1000, '2020-01-02 00:00:00', 'France', 1), ('C2', 'credit', 'USD', 3, 'X', 0, '1000-01-01', '', 1),
  ('C3', 'refunded', 'USD', 1, '10', 500, '1000-01-01', '', 1), ('C4', 'euro', 'EUR', 1, '10', 800, '1000-01-01', '', 1), ('C5', 'no branch', 'USD', 1, 'zz', 1, '1000-01-01', '', 1);
INSERT INTO custbranch (branchcode, debtorno, brname, area, salesman, email, phoneno, contactname, specialinstructions) VALUES
  ('A0', 'C1', 'first', 'S', 'B', 'b@example.com', '', '', ''), ('C1', 'C1', 'own', 'N', 'A', 'a@example.com', '1', 'Bill', ''), ('Z', 'C2', 'only', 'S', 'B', '', '', '', '');
UPDATE custbranch SET disabletrans = 1 WHERE branchcode IN ('A0', 'Z');

INSERT INTO debtortrans (id, transno, type, debtorno, branchcode, trandate, inputdate, order_, rate, ovamount, ovgst, ovfreight, ovdiscount, diffonexch, alloc, salesperson, reference) VALUES
  -- 110 with tax and freight, paid by 95 and a discount of 5; a receipt whose discount of 10
  -- is matched to 4 only.
  (1, 1, 10, 'C1', 'C1', '2025-02-10', '2025-02-10', 1, 1, 90, 11, 9, 0, 0, 104, '', ''),
  (2, 1, 12, 'C1', '', '2025-03-05', '2025-03-05', 0, 1, -95, 0, 0, -5, 0, -100, '', 'cheque 7'),
  (3, 2, 12, 'C1', '', '2025-03-06', '2025-03-06', 0, 1, 0, 0, 0, -10, 0, -4, '', ''),
  -- A credit note for two invoices, of which 5 are left.
  (10, 2, 10, 'C2', 'Z', '2025-01-31', '2025-01-31', 0, 1, 30, 0, 0, 0, 0, 30, 'A', ''), (11, 3, 10, 'C2', 'Z', '2025-03-01', '2025-03-01', 0, 1, 40, 0, 0, 0, 0, 15, '', ''),
  (12, 1, 11, 'C2', 'Z', '2025-03-02', '2025-03-02', 0, 1, -45, -5, 0, 0, 0, -45, '', ''),
  -- Paid twice and paid back; matched after the day. Money only a day later.
  (20, 4, 10, 'C3', '', '2025-03-01', '2025-03-01', 0, 1, 25, 0, 0, 0, 0, 25, '', ''), (21, 3, 12, 'C3', '', '2025-03-10', '2025-03-10', 0, 1, -50, 0, 0, 0, 0, -50, '', ''),
  (22, 4, 12, 'C3', '', '2025-03-20', '2025-03-20', 0, 1, 25, 0, 0, 0, 0, 25, '', ''), (23, 5, 10, 'C3', '', '2025-03-21', '2025-03-21', 0, 1, 60, 0, 0, 0, 0, 60, '', ''),
  (24, 5, 12, 'C3', '', '2025-03-25', '2025-03-25', 0, 1, -60, 0, 0, 0, 0, -60, '', ''), (25, 6, 10, 'C3', '', '2025-03-31', '2025-03-31', 0, 1, 70, 0, 0, 0, 0, 70, '', ''),
  (26, 6, 12, 'C3', '', '2025-04-01', '2025-04-01', 0, 1, -70, 0, 0, 0, 0, -70, '', ''),
  -- Euros at 0.8 for a dollar, a part of them paid; terms that are not there.
  (30, 7, 10, 'C4', '', '2025-03-05', '2025-03-05', 0, 0.8, 100, 0, 0, 0, 0, 40, '', ''), (31, 7, 12, 'C4', '', '2025-03-15', '2025-03-15', 0, 0.8, -40, 0, 0, 0, 0, -40, '', ''),
  (40, 8, 10, 'C5', '', '2025-03-05', '2025-03-05', 2, 1, 11, 0, 0, 0, 0, 0, '', ''), (41, 9, 10, 'C5', '', '2025-04-02', '2025-04-02', 2, 1, 12, 0, 0, 0, 0, 0, '', '');
INSERT INTO custallocns (id, amt, datealloc, transid_allocfrom, transid_allocto) VALUES
  (1, 100, '2025-03-07', 2, 1), (2, 4, '2025-03-08', 3, 1), (3, 30, '2025-03-02', 12, 10), (4, 15, '2025-03-03', 12, 11),
  (5, 25, '2025-03-10', 21, 20), (6, 25, '2025-03-20', 21, 22), (7, 60, '2025-04-03', 24, 23), (8, 70, '2025-04-01', 26, 25), (9, 40, '2025-03-15', 31, 30);
INSERT INTO stockcategory (categoryid, categorydescription) VALUES ('F', 'Flour');
INSERT INTO stockmaster (stockid, categoryid, description, longdescription, units, materialcost, labourcost) VALUES ('W', 'F', 'Wheat &amp; Rye', '', 'bag', 4, 1), ('K', 'F', 'Kit', '', 'kit', 0, 0);
INSERT INTO stockmoves (stkmoveno, stockid, type, transno, trandate, userid, debtorno, price, qty, discountpercent, standardcost, show_on_inv_crds, narrative) VALUES
  (1, 'W', 10, 1, '2025-02-10', 'x', 'C1', 10, -8, 0.25, 5, 1, ''), (2, 'K', 10, 1, '2025-02-10', 'x', 'C1', 30, -1, 0, 0, 1, ''), (3, 'W', 10, 1, '2025-02-10', 'x', 'C1', 0, -2, 0, 5, 0, ''),
  (4, 'W', 11, 1, '2025-03-02', 'x', 'C2', 45, 1, 0, 5, 1, 'wet'), (5, 'W', 16, 1, '2025-03-02', 'x', '', 0, 1, 0, 5, 1, '');
INSERT INTO salesorders (orderno, debtorno, branchcode, orddate, deliverydate, quotation, salesperson) VALUES
  (1, 'C1', 'C1', '2025-02-01', '2025-02-09', 0, 'A'), (2, 'C5', '', '2025-03-01', '1000-01-01', 0, ''), (3, 'C5', '', '2025-03-01', '2025-03-09', 1, ''),
  (4, 'C4', '', '2025-03-10', '2025-03-19', 0, '');
INSERT INTO salesorderdetails (orderlineno, orderno, stkcode, qtyinvoiced, unitprice, quantity, discountpercent, completed) VALUES
  (0, 1, 'W', 8, 10, 10, 0.25, 1), (0, 2, 'W', 23, 1, 40, 0.5, 0), (1, 2, 'W', 0, 1, 40, 0, 1), (0, 3, 'W', 0, 1, 40, 0, 0), (0, 4, 'W', 0, 4, 2, 0, 0);

-- The general ledger, as it is posted transaction by transaction; the second company is
-- no longer anybody's.
CREATE TABLE companies (coycode INT, coyname VARCHAR(50), debtorsact VARCHAR(20), gllink_debtors TINYINT DEFAULT 1, PRIMARY KEY (coycode)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE gltrans (
  counterindex INT AUTO_INCREMENT, type SMALLINT, typeno BIGINT, trandate DATE, account VARCHAR(20) NOT NULL DEFAULT '0', amount DOUBLE NOT NULL DEFAULT 0,
  PRIMARY KEY (counterindex), KEY Account (account)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO companies (coycode, coyname, debtorsact) VALUES (1, 'Mill', '1100'), (2, 'Old', '1200');
INSERT INTO gltrans (type, typeno, trandate, account, amount) VALUES
  (10, 1, '2025-02-10', '1100', 110), (10, 1, '2025-02-10', '4100', -99), (12, 1, '2025-03-05', '1100', -100), (12, 1, '2025-03-05', '1030', 95),
  (12, 2, '2025-03-06', '1100', -10), (10, 2, '2025-01-31', '1100', 30), (10, 3, '2025-03-01', '1100', 40), (11, 1, '2025-03-02', '1100', -50),
  (10, 4, '2025-03-01', '1100', 25), (12, 3, '2025-03-10', '1100', -50), (12, 4, '2025-03-20', '1100', 25), (10, 5, '2025-03-21', '1100', 60),
  (12, 5, '2025-03-25', '1100', -60), (10, 6, '2025-03-31', '1100', 70), (12, 6, '2025-04-01', '1100', -70),
  (10, 7, '2025-03-05', '1100', 125), (12, 7, '2025-03-15', '1100', -50), (10, 8, '2025-03-05', '1100', 11), (10, 9, '2025-04-02', '1100', 12),
  (0, 1, '2025-03-01', '1200', 7);
-- What the invoices and the credit note earned; the tax, what goods cost, and a journal are no sale.
CREATE TABLE accountgroups (groupname VARCHAR(30) PRIMARY KEY, sectioninaccounts INT NOT NULL DEFAULT 0, pandl TINYINT NOT NULL DEFAULT 1) DEFAULT CHARSET=utf8mb4;
CREATE TABLE chartmaster (accountcode VARCHAR(20) PRIMARY KEY, accountname VARCHAR(50), group_ VARCHAR(30)) DEFAULT CHARSET=utf8mb4;
INSERT INTO accountgroups VALUES ('Sales', 1, 1), ('Cost of Goods Sold', 2, 1), ('Current Assets', 20, 0), ('Liabilities', 30, 0);
INSERT INTO chartmaster VALUES ('1100', 'Debtors', 'Current Assets'), ('1030', 'Bank', 'Current Assets'), ('2300', 'Tax', 'Liabilities'),
  ('4100', 'Sales', 'Sales'), ('4600', 'Other', 'Sales'), ('5000', 'Cost', 'Cost of Goods Sold');
INSERT INTO gltrans (type, typeno, trandate, account, amount) VALUES
  (10, 1, '2025-02-10', '2300', -11), (10, 1, '2025-02-10', '5000', 40), (10, 2, '2025-01-31', '4100', -30), (10, 3, '2025-03-01', '4100', -40),
  (11, 1, '2025-03-02', '4100', 45), (11, 1, '2025-03-02', '2300', 5), (11, 1, '2025-03-02', '5000', -5), (10, 4, '2025-03-01', '4600', -25),
  (10, 5, '2025-03-21', '4100', -60), (10, 6, '2025-03-31', '4100', -70), (10, 7, '2025-03-05', '4100', -125), (10, 8, '2025-03-05', '4600', -11),
  (10, 9, '2025-04-02', '4100', -12), (0, 2, '2025-03-05', '4100', -500);
CREATE TABLE banktrans (banktransid INT AUTO_INCREMENT PRIMARY KEY, type SMALLINT, transno BIGINT, banktranstype VARCHAR(30)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE config (confname VARCHAR(35) PRIMARY KEY, confvalue TEXT) DEFAULT CHARSET=utf8mb4;
INSERT INTO banktrans (type, transno, banktranstype) VALUES (12, 1, 'Cheque'), (12, 1, ''), (22, 3, 'Cash'), (12, 5, 'Direct Credit');
INSERT INTO config VALUES ('YearEnd', '6'), ('VersionNumber', '5.0.0');
CREATE TABLE www_users (userid VARCHAR(20) PRIMARY KEY, email VARCHAR(55), salesman VARCHAR(4) NOT NULL DEFAULT '', blocked TINYINT NOT NULL DEFAULT 0) DEFAULT CHARSET=utf8mb4;
INSERT INTO www_users VALUES ('ann', 'ann@mill.example', 'A', 0), ('an', 'aa@mill.example', 'A', 1), ('bob', '', 'B', 0), ('cy', 'cy@mill.example', '', 0);
