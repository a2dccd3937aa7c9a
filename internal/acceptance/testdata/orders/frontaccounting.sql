-- What erpnext.sql says: an order is 30 and a delivery 13; one that was closed has the
-- quantities that were sent, none.
UPDATE 0_debtors_master SET credit_status = 3 WHERE debtor_no = 362;
INSERT INTO 0_sales_orders (order_no, trans_type, type, debtor_no, branch_code, reference, customer_ref, delivery_address, deliver_to, ord_date, delivery_date, total) VALUES
  (20001, 30, 0, 362, 362, 'SO20001', '', '', '', '2025-05-19', '2025-05-28', 2000), (20002, 30, 0, 168, 168, 'SO20002', '', '', '', '2025-05-20', '2025-05-28', 500),
  (20003, 30, 0, 362, 362, 'SO20003', '', '', '', '2025-05-21', '2025-05-28', 900), (20004, 30, 0, 362, 362, 'SO20004', '', '', '', '2025-05-26', '2025-05-28', 700);
INSERT INTO 0_sales_order_details (id, order_no, trans_type, stk_code, unit_price, quantity, qty_sent) VALUES
  (90001, 20001, 30, 'S10_1678', 120, 10, 10), (90002, 20001, 30, 'S10_1949', 200, 4, 0), (90003, 20002, 30, 'S10_2016', 100, 5, 5),
  (90004, 20003, 30, 'S10_2016', 100, 0, 0), (90005, 20004, 30, 'S10_2016', 100, 7, 0);
INSERT INTO 0_debtor_trans (trans_no, type, debtor_no, branch_code, tran_date, due_date, reference, order_, ov_amount, rate) VALUES
  (20001, 13, 362, 362, '2025-05-21', '2025-05-21', 'auto', 20001, 1200, 1), (20002, 13, 168, 168, '2025-05-22', '2025-05-22', 'auto', 20002, 500, 1);
INSERT INTO 0_debtor_trans_details (debtor_trans_no, debtor_trans_type, stock_id, unit_price, quantity, qty_done, src_id) VALUES
  (20001, 13, 'S10_1678', 120, 10, 0, 90001), (20002, 13, 'S10_2016', 100, 5, 0, 90003);
