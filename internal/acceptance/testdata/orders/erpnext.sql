-- Four orders: 2,000 of which 1,200 were sent; 500, sent; 900, closed with nothing sent; and
-- 700 of the week after. Customer 362 is frozen, after it was sent something.
UPDATE tabCustomer SET is_frozen = 1 WHERE name = 'CUST-00362';
INSERT INTO `tabSales Order` (name, docstatus, company, customer, transaction_date, delivery_date, currency, conversion_rate,
  net_total, grand_total, base_net_total, base_grand_total, per_delivered, per_billed, status) VALUES
  ('SAL-ORD-2025-20001', 1, 'Demo Trading', 'CUST-00362', '2025-05-19', '2025-05-28', 'USD', 1, 2000, 2000, 2000, 2000, 71.428571, 0, 'To Deliver and Bill'),
  ('SAL-ORD-2025-20002', 1, 'Demo Trading', 'CUST-00168', '2025-05-20', '2025-05-28', 'USD', 1, 500, 500, 500, 500, 100, 0, 'To Bill'),
  ('SAL-ORD-2025-20003', 1, 'Demo Trading', 'CUST-00362', '2025-05-21', '2025-05-28', 'USD', 1, 900, 900, 900, 900, 0, 0, 'Closed'),
  ('SAL-ORD-2025-20004', 1, 'Demo Trading', 'CUST-00362', '2025-05-26', '2025-05-28', 'USD', 1, 700, 700, 700, 700, 0, 0, 'To Deliver and Bill');
INSERT INTO `tabSales Order Item` (name, docstatus, idx, parent, parenttype, item_code, qty, rate, amount, net_amount, base_net_amount, delivered_qty) VALUES
  ('SOI-1', 1, 1, 'SAL-ORD-2025-20001', 'Sales Order', 'S10_1678', 10, 120, 1200, 1200, 1200, 10),
  ('SOI-2', 1, 2, 'SAL-ORD-2025-20001', 'Sales Order', 'S10_1949', 4, 200, 800, 800, 800, 0),
  ('SOI-3', 1, 1, 'SAL-ORD-2025-20002', 'Sales Order', 'S10_2016', 5, 100, 500, 500, 500, 5),
  ('SOI-4', 1, 1, 'SAL-ORD-2025-20003', 'Sales Order', 'S10_2016', 9, 100, 900, 900, 900, 0),
  ('SOI-5', 1, 1, 'SAL-ORD-2025-20004', 'Sales Order', 'S10_2016', 7, 100, 700, 700, 700, 0);
INSERT INTO `tabDelivery Note` (name, docstatus, company, customer, posting_date, currency, conversion_rate, net_total, base_grand_total, per_billed, status) VALUES
  ('MAT-DN-2025-20001', 1, 'Demo Trading', 'CUST-00362', '2025-05-21', 'USD', 1, 1200, 1200, 0, 'To Bill'),
  ('MAT-DN-2025-20002', 1, 'Demo Trading', 'CUST-00168', '2025-05-22', 'USD', 1, 500, 500, 0, 'To Bill');
INSERT INTO `tabDelivery Note Item` (name, docstatus, idx, parent, parenttype, item_code, qty, net_amount, base_net_amount, against_sales_order, so_detail) VALUES
  ('DNI-1', 1, 1, 'MAT-DN-2025-20001', 'Delivery Note', 'S10_1678', 10, 1200, 1200, 'SAL-ORD-2025-20001', 'SOI-1'),
  ('DNI-2', 1, 1, 'MAT-DN-2025-20002', 'Delivery Note', 'S10_2016', 5, 500, 500, 'SAL-ORD-2025-20002', 'SOI-3');
