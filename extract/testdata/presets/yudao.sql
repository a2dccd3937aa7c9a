-- What is rare in yudao, in as few rows as it takes: each customer is a case.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO erp_customer (id, name, contact, mobile, telephone, status, deleted, tenant_id) VALUES
  (1, 'mixed', 'Bill', '', '123', 0, 0, 7), (2, 'refunded', NULL, '150', '123', 1, 0, 7), (3, 'deposit', NULL, NULL, NULL, 0, 0, 7), (4, 'given up', NULL, NULL, NULL, 0, 1, 7),
  (5, 'of another', NULL, NULL, NULL, 0, 0, 8);
INSERT INTO system_users (id, username, nickname, email, tenant_id, status) VALUES (1, 'ann', 'Ann', 'ann@example.com', 7, 0), (2, 'bob', 'Bob', '', 7, 1), (3, 'cy', 'Cy', '', 7, 0);
INSERT INTO erp_product_category (id, parent_id, name, code, status) VALUES (1, 0, 'Flour', 'F', 0);
INSERT INTO erp_product_unit (id, name, status) VALUES (1, 'bag', 0);
INSERT INTO erp_product (id, name, bar_code, category_id, unit_id, status, purchase_price, sale_price, tenant_id) VALUES (1, 'Wheat', 'W-1', 1, 1, 0, 6, 12, 7), (2, 'Rye', '', 1, 1, 0, NULL, NULL, 7);
INSERT INTO erp_account (id, name, status, sort) VALUES (1, 'Bank', 0, 0);

INSERT INTO erp_sale_out (id, no, status, customer_id, account_id, sale_user_id, out_time, order_id, order_no, total_count, total_price, receipt_price,
  total_product_price, total_tax_price, discount_percent, discount_price, other_price, creator, deleted, tenant_id) VALUES
  -- A receipt settles two by a return, a discount and money; the return has the number of the first.
  (1, 'X-1', 20, 1, 1, 1, '2025-03-01 09:00:00', 1, 'D-1', 1, 100, 555, 100, 0, 0, 0, 0, '1', 0, 7),
  (2, 'X-2', 20, 1, 1, 2, '2025-03-02 09:00:00', 1, 'D-1', 1, 60, 0, 60, 0, 0, 0, 0, '', 0, 7),
  -- Something off at the foot, tax and a cost; the last and the next second.
  (3, 'X-3', 20, 2, 1, NULL, '2025-03-20 09:00:00', 0, '', 1, 157, 0, 150, 19.5, 11.5, 19.5, 7, 'x', 0, 7),
  (4, 'X-4', 20, 2, 1, NULL, '2025-03-31 23:59:59', 0, '', 1, 40, 0, 40, 0, 0, 0, 0, '', 0, 7),
  (5, 'X-5', 20, 2, 1, NULL, '2025-04-01 00:00:00', 1, 'D-1', 1, 41, 0, 41, 0, 0, 0, 0, '', 0, 7),
  -- Given up; not approved; deleted; of another.
  (6, 'X-6', 20, 4, 1, NULL, '2025-03-01 09:00:00', 0, '', 1, 12, 0, 12, 0, 0, 0, 0, '', 0, 7),
  (7, 'X-7', 10, 1, 1, 3, '2025-03-01 09:00:00', 0, '', 1, 77, 0, 77, 0, 0, 0, 0, '', 0, 7),
  (8, 'X-8', 20, 1, 1, NULL, '2025-03-01 09:00:00', 0, '', 1, 78, 0, 78, 0, 0, 0, 0, '', 1, 7),
  (9, 'X-9', 20, 5, 1, NULL, '2025-03-01 09:00:00', 0, '', 1, 79, 0, 79, 0, 0, 0, 0, '', 0, 8);
INSERT INTO erp_sale_out_items (id, out_id, order_item_id, warehouse_id, product_id, product_unit_id, product_price, count, total_price, tax_price, deleted, tenant_id) VALUES
  (1, 3, 0, 1, 1, 1, 10, 10, 100, 13, 0, 7), (2, 3, 0, 1, 2, 1, 10, 5, 50, 6.5, 0, 7), (3, 3, 0, 1, 1, 1, 1, 1, 1, 0, 1, 7);
INSERT INTO erp_sale_return (id, no, status, customer_id, account_id, sale_user_id, return_time, order_id, order_no, total_count, total_price, refund_price,
  total_product_price, total_tax_price, discount_percent, discount_price, other_price, deleted, tenant_id) VALUES
  (1, 'T-1', 20, 1, 1, 1, '2025-03-03 09:00:00', 1, 'D-1', 1, 20, 0, 20, 0, 0, 0, 0, 0, 7),
  (2, 'T-2', 20, 2, 1, NULL, '2025-03-22 09:00:00', 0, '', 1, 30, 0, 30, 0, 0, 0, 0, 0, 7),
  (3, 'T-3', 10, 2, 1, NULL, '2025-03-22 09:00:00', 0, '', 1, 31, 0, 31, 0, 0, 0, 0, 0, 7);
INSERT INTO erp_sale_return_items (id, return_id, order_item_id, warehouse_id, product_id, product_unit_id, product_price, count, total_price, remark, deleted, tenant_id) VALUES
  (1, 1, 0, 1, 1, 1, 10, 2, 20, 'wet', 0, 7);

INSERT INTO erp_sale_order (id, no, status, customer_id, account_id, sale_user_id, order_time, total_count, total_price, total_product_price, total_tax_price,
  discount_percent, discount_price, deposit_price, deleted, tenant_id) VALUES
  (1, 'D-1', 20, 1, 1, 1, '2025-02-20 09:00:00', 9, 500, 500, 0, 0, 0, 0, 0, 7), (2, 'D-2', 20, 3, 1, 2, '2025-03-08 09:00:00', 1, 90, 90, 0, 0, 0, 50, 0, 7),
  (3, 'D-3', 10, 3, 1, 2, '2025-03-08 09:00:00', 1, 90, 90, 0, 0, 0, 51, 0, 7);
INSERT INTO erp_finance_receipt (id, no, status, receipt_time, customer_id, account_id, total_price, discount_price, receipt_price, remark, creator, deleted, tenant_id) VALUES
  (1, 'S-1', 20, '2025-03-20 12:00:00', 1, 1, 120, 5, 115, NULL, '1', 0, 7), (2, 'S-2', 20, '2025-03-25 12:00:00', 2, 1, -10, 0, -10, 'back', '', 0, 7),
  (3, 'S-3', 20, '2025-03-26 12:00:00', 4, 1, 12, 12, 0, NULL, '', 0, 7), (4, 'S-4', 10, '2025-03-26 12:00:00', 1, 1, 5, 0, 5, NULL, '', 0, 7),
  (5, 'S-5', 20, '2025-03-26 12:00:00', 1, 1, 6, 0, 6, NULL, '', 1, 7), (6, 'S-6', 20, '2025-04-02 12:00:00', 1, 1, 7, 0, 7, NULL, '', 0, 7);
INSERT INTO erp_finance_receipt_item (id, receipt_id, biz_type, biz_id, biz_no, total_price, receipted_price, receipt_price, deleted, tenant_id) VALUES
  (1, 1, 21, 1, 'X-1', 100, 0, 100, 0, 7), (2, 1, 21, 2, 'X-2', 60, 0, 40, 0, 7), (3, 1, 22, 1, 'T-1', -20, 0, -20, 0, 7), (4, 1, 21, 2, 'X-2', 60, 0, 999, 1, 7),
  (5, 2, 22, 2, 'T-2', -30, 0, -10, 0, 7), (6, 3, 21, 6, 'X-6', 12, 0, 12, 0, 7), (7, 4, 21, 2, 'X-2', 60, 40, 5, 0, 7), (8, 6, 21, 2, 'X-2', 60, 40, 7, 0, 7);
-- A department and its head, who sells; of another the head sells nothing. Who changed a
-- receipt last did approve it, where it is.
CREATE TABLE system_dept (id BIGINT PRIMARY KEY, name VARCHAR(30), leader_user_id BIGINT, deleted BIT(1) NOT NULL DEFAULT b'0') DEFAULT CHARSET=utf8mb4;
INSERT INTO system_dept VALUES (1, 'North', 1, b'0'), (2, 'South', 9, b'0'), (3, 'Gone', 1, b'1');
UPDATE system_users SET dept_id = CASE id WHEN 1 THEN 1 WHEN 2 THEN 1 ELSE 2 END;
UPDATE erp_finance_receipt SET updater = '2' WHERE id IN (1, 4);
