-- What erpnext.sql says, but nothing was sent, as a bill is the delivery. The third order was
-- ended by hand (强制结单).
INSERT INTO jsh_depot_head (id, type, sub_type, number, oper_time, organ_id, change_amount, total_price, discount_last_money, sales_man, status, tenant_id, delete_flag) VALUES
  (320001, '其它', '销售订单', 'XSDD00000020001', '2025-05-19 15:30:00', 362, 0, 2000, 2000, NULL, '1', 63, '0'),
  (320002, '其它', '销售订单', 'XSDD00000020002', '2025-05-20 15:30:00', 168, 0, 500, 500, NULL, '1', 63, '0'),
  (320003, '其它', '销售订单', 'XSDD00000020003', '2025-05-21 15:30:00', 362, 0, 900, 900, NULL, '2', 63, '0'),
  (320004, '其它', '销售订单', 'XSDD00000020004', '2025-05-26 15:30:00', 362, 0, 700, 700, NULL, '1', 63, '0');
