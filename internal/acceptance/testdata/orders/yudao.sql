-- What erpnext.sql says, but nothing was sent, as a 出库 is the delivery. The third order was
-- deleted: yudao ends none.
INSERT INTO erp_sale_order (id, no, status, customer_id, order_time, total_count, total_price, total_product_price, total_tax_price, discount_percent, discount_price, deleted, tenant_id) VALUES
  (20001, 'XSDD020001', 20, 362, '2025-05-19 12:00:00', 14, 2000, 2000, 0, 0, 0, b'0', 1), (20002, 'XSDD020002', 20, 168, '2025-05-20 12:00:00', 5, 500, 500, 0, 0, 0, b'0', 1),
  (20003, 'XSDD020003', 20, 362, '2025-05-21 12:00:00', 9, 900, 900, 0, 0, 0, b'1', 1), (20004, 'XSDD020004', 20, 362, '2025-05-26 12:00:00', 7, 700, 700, 0, 0, 0, b'0', 1);
