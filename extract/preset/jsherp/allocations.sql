-- What a 收款单 moves: its items name bills and amounts, the discount included; negative
-- ones are returns. The returns, the discount and the money stand in a row and give;
-- the bills stand in a row and take; where both rows overlap, that one gives to this
-- one. What takes last is money that was paid back.
--
-- An item without a bill is against the customer's opening balance, where there is one.
WITH sums AS (
  SELECT e.*, SUM(e.amount) OVER (PARTITION BY e.head, e.side ORDER BY e.turn, e.place) AS upto
  FROM (
    SELECT h.id AS head, IF(i.each_amount < 0, 'gives', 'takes') AS side, 1 AS turn, i.id AS place,
      COALESCE(i.bill_id, CONCAT('opening-', s.id)) AS document, ABS(i.each_amount) AS amount
    FROM jsh_account_head h
    JOIN jsh_account_item i ON i.header_id = h.id
    LEFT JOIN jsh_supplier s ON s.id = h.organ_id AND s.begin_need_get <> 0
    WHERE h.type = '收款' AND h.tenant_id = :company AND i.each_amount <> 0
      AND (i.bill_id IS NOT NULL OR s.id IS NOT NULL)
      AND COALESCE(h.delete_flag, '0') <> '1' AND COALESCE(i.delete_flag, '0') <> '1'
      AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
    UNION ALL
    SELECT h.id, 'gives', 2, 0, NULL, h.discount_money
    FROM jsh_account_head h
    WHERE h.type = '收款' AND h.tenant_id = :company AND h.discount_money > 0
      AND COALESCE(h.delete_flag, '0') <> '1'
      AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
    UNION ALL
    SELECT h.id, IF(h.change_amount < 0, 'takes', 'gives'), 3, 0, NULL, ABS(h.change_amount)
    FROM jsh_account_head h
    WHERE h.type = '收款' AND h.tenant_id = :company AND h.change_amount <> 0
      AND COALESCE(h.delete_flag, '0') <> '1'
      AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
  ) e
)
SELECT
  CASE g.turn WHEN 1 THEN 'document' WHEN 3 THEN 'receipt' END AS giver_kind,
  CASE g.turn WHEN 1 THEN g.document WHEN 3 THEN h.id END      AS giver,
  COALESCE(t.document, h.id)         AS document,
  h.bill_time                        AS matched_on,
  LEAST(g.upto, t.upto) - GREATEST(g.upto - g.amount, t.upto - t.amount) AS amount,
  CASE
    WHEN t.turn = 3 THEN 'refund'
    WHEN g.turn = 1 THEN 'credit'
    WHEN g.turn = 3 THEN 'receipt'
    -- Nothing but a discount is a debt that was given up.
    WHEN h.change_amount = 0 AND h.discount_money = h.total_price THEN 'write_off'
    ELSE 'discount'
  END                                AS kind,
  IF(t.turn = 3, 'receipt', 'document') AS taker_kind
FROM sums g
JOIN sums t ON t.head = g.head AND t.side = 'takes'
  AND LEAST(g.upto, t.upto) > GREATEST(g.upto - g.amount, t.upto - t.amount)
JOIN jsh_account_head h ON h.id = g.head
WHERE g.side = 'gives'

UNION ALL

SELECT
  'receipt', CONCAT('bill-', h.id), h.id, h.oper_time, ABS(h.change_amount),
  IF(h.sub_type = '销售', 'receipt', 'refund'), 'document'
FROM jsh_depot_head h
WHERE (h.type = '出库' AND h.sub_type = '销售' OR h.type = '入库' AND h.sub_type = '销售退货')
  AND h.tenant_id = :company AND h.change_amount <> 0
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))

UNION ALL

-- The order's deposit, as far as a bill takes it off.
SELECT 'receipt', COALESCE(CONCAT('order-', o.id), CONCAT('deposit-', h.id)), h.id, h.oper_time, h.deposit, 'receipt', 'document'
FROM jsh_depot_head h
LEFT JOIN (
  SELECT number, MIN(id) AS id
  FROM jsh_depot_head
  WHERE tenant_id = :company AND type = '其它' AND sub_type = '销售订单' AND change_amount <> 0
    AND COALESCE(delete_flag, '0') <> '1' AND (:approved_only = '0' OR status NOT IN ('0', '9'))
  GROUP BY number
) o ON o.number = h.link_number
WHERE h.type = '出库' AND h.sub_type = '销售' AND h.tenant_id = :company AND h.deposit <> 0
  AND COALESCE(h.delete_flag, '0') <> '1'
  AND (:approved_only = '0' OR h.status NOT IN ('0', '9'))
