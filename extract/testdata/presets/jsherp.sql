-- What is rare in jshERP, in as few rows as it takes: each customer is a case.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO jsh_system_config (company_name, tenant_id) VALUES ('The Mill', 7);
INSERT INTO jsh_user (id, username, login_name) VALUES (70, '小李', 'li');
INSERT INTO jsh_person (id, type, name, tenant_id) VALUES (1, '销售员', 'Ann', 7), (2, '销售员', 'Bob', 7), (3, '财务员', 'Cy', 7), (4, '销售员', 'Di', 8);
UPDATE jsh_person SET enabled = IF(id = 2, b'0', NULL);
INSERT INTO jsh_supplier (id, supplier, type, begin_need_get, all_need_get, enabled, tenant_id, delete_flag, telephone, phone_num) VALUES
  (1, 'opening', '客户', 100, 75, 1, 7, '0', '', '123'), (2, 'mixed', '客户', 0, 20, 1, 7, '0', '150', '123'), (3, 'refunded', '客户', NULL, 0, 0, 7, '0', NULL, NULL),
  (4, 'deposit', '客户', NULL, 170, 1, 7, '0', NULL, NULL), (5, 'shared', '客户', NULL, 1000, 1, 7, '0', NULL, NULL), (6, 'gone', '客户', NULL, 0, 1, 7, '1', NULL, NULL),
  (7, 'unapproved', '客户', NULL, 150, 1, 7, '0', NULL, NULL), (8, 'no tenant', '客户', NULL, 0, 1, NULL, '0', NULL, NULL), (9, 'advance', '客户', NULL, 0, 1, 7, '0', NULL, NULL),
  (10, 'of another', '客户', 500, 0, 1, 8, '0', NULL, NULL), (11, 'member', '会员', 500, 0, 1, 7, '0', NULL, NULL);
INSERT INTO jsh_material_category (id, name) VALUES (1, 'Flour');
INSERT INTO jsh_material (id, category_id, name, mfrs, brand, tenant_id) VALUES (1, 1, 'Wheat', 'Maker', '', 7), (2, 1, 'Rye', 'Maker', 'Brand', 7);
INSERT INTO jsh_material_extend (id, material_id, bar_code, commodity_unit, purchase_decimal, wholesale_decimal, default_flag, tenant_id) VALUES
  (11, 1, 'W-1', 'bag', 6, 12, '1', 7), (12, 1, 'W-2', 'box', 60, 120, '0', 7), (21, 2, NULL, 'bag', 0, NULL, '1', 7);

INSERT INTO jsh_depot_head (id, type, sub_type, number, oper_time, organ_id, creator, change_amount, total_price, discount_money, discount_last_money, other_money,
  deposit, sales_man, status, link_number, tenant_id, delete_flag) VALUES
  -- One receipt settles two bills by a return, a discount and money.
  (201, '出库', '销售', 'X-201', '2025-03-01 09:00:00', 2, 70, 0, 100, 0, 100, 0, NULL, '', '1', NULL, 7, '0'),
  (202, '出库', '销售', 'X-202', '2025-03-02 09:00:00', 2, 70, 0, 60, 0, 60, NULL, NULL, NULL, '3', NULL, 7, '0'),
  (203, '入库', '销售退货', 'T-203', '2025-03-03 09:00:00', 2, 70, 0, -20, 0, 20, 0, NULL, NULL, '1', 'X-201', 7, '0'),
  -- Paid on the bill; the return is paid back by a receipt, another one on itself.
  (301, '入库', '销售退货', 'T-301', '2025-03-05 09:00:00', 3, 70, 0, -50, 0, 50, 0, NULL, NULL, '1', 'X-302', 7, '0'),
  (302, '出库', '销售', 'X-302', '2025-03-01 09:00:00', 3, 70, 50, 50, 0, 50, 0, NULL, NULL, '1', NULL, 7, '0'),
  (303, '入库', '销售退货', 'T-303', '2025-03-06 09:00:00', 3, 70, -8, -8, 0, 8, 0, NULL, NULL, '1', 'no such bill', 7, '0'),
  -- A deposit of 200 of which a bill takes 150 off; one whose order is not there.
  (401, '其它', '销售订单', 'D-401', '2025-03-08 09:00:00', 4, 70, 200, 500, 0, 500, NULL, NULL, '2,1', '3', NULL, 7, '0'),
  (402, '出库', '销售', 'X-402', '2025-03-10 09:00:00', 4, 70, 0, 300, 0, 300, 0, 150, NULL, '1', 'D-401', 7, '0'),
  (403, '出库', '销售', 'X-403', '2025-03-11 09:00:00', 4, 70, 0, 30, 0, 30, 0, 10, NULL, '1', 'D-000', 7, '0'),
  -- Several sellers; something off at the foot, tax and a fee; the last and the next second.
  (501, '出库', '销售', 'X-501', '2025-03-20 09:00:00', 5, 70, 0, 150, 19.5, 150, 7, NULL, '1,2', '1', NULL, 7, '0'),
  (502, '出库', '销售', 'X-502', '2025-03-20 09:00:00', 5, 70, 0, 60, 0, 60, 0, NULL, '<1>,<2>,<3>', '1', NULL, 7, '0'),
  (503, '出库', '销售', 'X-503', '2025-03-31 23:59:59', 5, 70, 0, 40, 0, 40, 0, NULL, '<1>', '1', NULL, 7, '0'),
  (504, '出库', '销售', 'X-504', '2025-04-01 00:00:00', 5, 70, 0, 41, 0, 41, 0, NULL, '1', '1', 'D-505', 7, '0'),
  (505, '其它', '销售订单', 'D-505', '2025-03-02 09:00:00', 5, 70, NULL, 100, NULL, NULL, NULL, NULL, '2', '2', NULL, 7, '0'),
  -- Given up. Not approved, in approval, deleted. Without a tenant, of another, no sale.
  (601, '出库', '销售', 'X-601', '2025-03-01 09:00:00', 6, 70, 0, 12, 0, 12, 0, NULL, NULL, '1', NULL, 7, '0'),
  (701, '出库', '销售', 'X-701', '2025-03-01 09:00:00', 7, 70, 0, 77, 0, 77, 0, NULL, NULL, '0', NULL, 7, '0'),
  (702, '出库', '销售', 'X-702', '2025-03-01 09:00:00', 7, 70, 0, 78, 0, 78, 0, NULL, NULL, '9', NULL, 7, '0'),
  (703, '出库', '销售', 'X-703', '2025-03-01 09:00:00', 7, 70, 0, 79, 0, 79, 0, NULL, NULL, '1', NULL, 7, '1'),
  (801, '出库', '销售', 'X-801', '2025-03-01 09:00:00', 8, 70, 0, 99, 0, 99, 0, NULL, NULL, '1', NULL, NULL, '0'),
  (802, '出库', '销售', 'X-802', '2025-03-01 09:00:00', 10, 70, 0, 98, 0, 98, 0, NULL, NULL, '1', NULL, NULL, '0'),
  (803, '出库', '销售', 'X-803', '2025-03-01 09:00:00', 10, 70, 0, 97, 0, 97, 0, NULL, NULL, '1', NULL, 8, '0'),
  (804, '出库', '零售', 'L-804', '2025-03-01 09:00:00', 11, 70, 22, 22, NULL, NULL, NULL, NULL, NULL, '1', NULL, 7, '0'),
  (805, '出库', '其它', 'Q-805', '2025-03-01 09:00:00', 1, 70, NULL, 22, NULL, NULL, NULL, NULL, NULL, '1', NULL, 7, '0');
INSERT INTO jsh_depot_item (id, header_id, material_id, material_extend_id, oper_number, unit_price, all_price, purchase_unit_price, tax_money, tax_last_money, remark, tenant_id, delete_flag) VALUES
  (1, 501, 1, 11, 10, 10, 100, 7, 13, 113, 'not a reason', 7, '0'), (2, 501, 2, NULL, 5, 10, 50, NULL, 6.5, 56.5, NULL, 7, '0'),
  (3, 501, 1, 11, 1, 1, 1, NULL, 0, 1, NULL, 7, '1'), (4, 203, 1, 11, 2, 10, 20, NULL, 0, 20, 'wet', 7, '0'), (5, 804, 1, 11, 2, 11, 22, NULL, NULL, NULL, NULL, 7, '0');

INSERT INTO jsh_account (id, name, tenant_id) VALUES (17, '工行', 7);
INSERT INTO jsh_account_head (id, type, organ_id, creator, change_amount, discount_money, total_price, account_id, bill_no, bill_time, status, tenant_id, delete_flag) VALUES
  (1, '收款', 1, 70, 25, 0, 25, 17, 'S-1', '2025-03-15 12:00:00', '1', 7, '0'),
  (2, '收款', 2, 70, 115, 5, 120, 17, 'S-2', '2025-03-20 12:00:00', '1', 7, '0'),
  (3, '收款', 3, 70, -50, 0, -50, 17, 'S-3', '2025-03-21 12:00:00', '1', 7, '0'),
  (4, '收款', 6, 70, 0, 12, 12, 17, 'S-4', '2025-03-20 12:00:00', '1', 7, '0'),
  (5, '收款', 7, 70, 5, 0, 5, 17, 'S-5', '2025-03-20 12:00:00', '0', 7, '0'),
  (6, '收款', 9, 70, 10, NULL, 10, 17, 'S-6', '2025-03-20 12:00:00', '1', 7, '0'),
  (7, '收款', 8, 70, 9, 0, 9, 17, 'S-7', '2025-03-20 12:00:00', '1', NULL, '0'),
  (8, '收入', 1, 70, 333, 0, 333, 17, 'R-8', '2025-03-20 12:00:00', '1', 7, '0'),
  (9, '收预付款', 11, 70, 444, 0, 444, 17, 'Y-9', '2025-03-20 12:00:00', '1', 7, '0'),
  (10, '收款', 2, 70, 555, 0, 555, 17, 'S-10', '2025-03-20 12:00:00', '1', 7, '1');
INSERT INTO jsh_account_item (id, header_id, bill_id, each_amount, tenant_id, delete_flag) VALUES
  (1, 1, NULL, 25, 7, '0'), (2, 2, 201, 100, 7, '0'), (3, 2, 202, 40, 7, '0'), (4, 2, 203, -20, 7, '0'), (5, 2, 202, 999, 7, '1'), (6, 3, 301, -50, 7, '0'),
  (7, 4, 601, 12, 7, '0'), (8, 5, 701, 5, 7, '0'), (9, 8, NULL, 333, 7, '0'), (10, 9, NULL, 444, 7, '0'), (11, 10, 202, 555, 7, '0');
