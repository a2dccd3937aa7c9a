-- Quotations as of 31 March 2025, in webERP's tables: the first is one still, the second
-- became an order, the third never was one or nobody knows, the fourth is an order from
-- April on.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO currencies (currabrev, rate) VALUES ('USD', 1);
INSERT INTO debtorsmaster (debtorno, name, currcode, holdreason, paymentterms) VALUES ('C1', 'Alpha', 'USD', 1, '30');
INSERT INTO salesman (salesmancode, salesmanname) VALUES ('A', 'Ann');
INSERT INTO salesorders (orderno, debtorno, branchcode, orddate, quotedate, confirmeddate, deliverydate, quotation, salesperson) VALUES
  (1, 'C1', 'C1', '2025-03-01', '2025-03-01', '2025-03-01', '2025-04-01', 1, 'A'),
  (2, 'C1', 'C1', '2025-03-02', '2025-03-02', '2025-03-12', '2025-04-01', 0, 'A'),
  (3, 'C1', 'C1', '2025-03-03', '2025-03-03', '2025-03-03', '2025-04-01', 0, 'A'),
  (4, 'C1', 'C1', '2025-03-04', '2025-03-04', '2025-04-05', '2025-04-10', 0, 'A'),
  (5, 'C1', 'C1', '2025-03-05', '1000-01-01', '2025-03-06', '2025-04-10', 0, 'A'),
  (6, 'C1', 'C1', '2025-03-06', '1000-01-01', '1000-01-01', '2025-04-10', 1, '');
INSERT INTO salesorderdetails (orderlineno, orderno, stkcode, unitprice, quantity, discountpercent) VALUES
  (0, 1, 'W', 10, 10, 0.25), (0, 2, 'W', 5, 4, 0), (1, 2, 'W', 1, 1, 0), (0, 3, 'W', 1, 1, 0), (0, 4, 'W', 7, 1, 0), (0, 5, 'W', 1, 1, 0), (0, 6, 'W', 2, 4, 0);
