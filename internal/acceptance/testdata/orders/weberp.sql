-- What erpnext.sql says, but nothing was sent, as goods leave with their invoice. The lines
-- of the order that was closed are completed.
SET foreign_key_checks = 0;
INSERT INTO holdreasons (reasoncode, reasondescription, dissallowinvoices) VALUES (51, 'In liquidation', 1);
UPDATE debtorsmaster SET holdreason = 51 WHERE debtorno = '362';
INSERT INTO salesorders (orderno, debtorno, branchcode, orddate, deliverydate, quotation, salesperson) VALUES
  (20001, '362', '362', '2025-05-19', '2025-05-28', 0, 'S03'), (20002, '168', '168', '2025-05-20', '2025-05-28', 0, 'S04'),
  (20003, '362', '362', '2025-05-21', '2025-05-28', 0, 'S03'), (20004, '362', '362', '2025-05-26', '2025-05-28', 0, 'S03');
INSERT INTO salesorderdetails (orderlineno, orderno, stkcode, unitprice, quantity, qtyinvoiced, completed) VALUES
  (0, 20001, 'S10_1678', 120, 10, 0, 0), (1, 20001, 'S10_1949', 200, 4, 0, 0), (0, 20002, 'S10_2016', 100, 5, 0, 0),
  (0, 20003, 'S10_2016', 100, 9, 0, 1), (0, 20004, 'S10_2016', 100, 7, 0, 0);
