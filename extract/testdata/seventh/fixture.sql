-- Three clients, five vouchers (S a sale, C a credit, P a payment), and one of another firm.
CREATE TABLE firm (no INT PRIMARY KEY, title VARCHAR(60));
CREATE TABLE client (no INT PRIMARY KEY, firm INT, title VARCHAR(60), days INT);
CREATE TABLE item (no INT PRIMARY KEY, title VARCHAR(60));
CREATE TABLE voucher (no INT PRIMARY KEY, firm INT, type CHAR(1), client INT, booked DATE, net DECIMAL(12,2), vat DECIMAL(12,2), purchase INT);
CREATE TABLE voucher_row (voucher INT, no INT, item INT, quantity DECIMAL(12,3), net DECIMAL(12,2));
CREATE TABLE settled (payer INT, voucher INT, amount DECIMAL(12,2));
CREATE TABLE purchase (no INT PRIMARY KEY, firm INT, client INT, made DATE, total DECIMAL(12,2));
INSERT INTO firm VALUES (1, 'Small & Sons'), (2, 'Other');
INSERT INTO client VALUES (1, 1, 'Ash', 30), (2, 1, 'Birch', 14), (3, 2, 'Cedar', 30);
INSERT INTO item VALUES (1, 'Rope'), (2, 'Nails');
INSERT INTO voucher VALUES (1, 1, 'S', 1, '2025-01-10', 100, 20, 1), (2, 1, 'S', 2, '2025-02-10', 50, 10, NULL), (3, 1, 'C', 1, '2025-02-20', 10, 2, NULL),
  (4, 1, 'P', 1, '2025-03-01', 90, 0, NULL), (5, 1, 'S', 2, '2025-03-05', 30, 6, NULL), (6, 2, 'S', 3, '2025-03-05', 7, 0, NULL);
INSERT INTO voucher_row VALUES (1, 1, 1, 4, 60), (1, 2, 2, 2, 40), (2, 1, 1, 3, 50), (3, 1, 2, 1, 10), (5, 1, 2, 3, 30);
INSERT INTO settled VALUES (4, 1, 80), (3, 1, 12);
INSERT INTO purchase VALUES (1, 1, 1, '2025-01-05', 120), (2, 1, 2, '2025-03-02', 48);
