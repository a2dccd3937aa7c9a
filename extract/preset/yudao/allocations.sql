-- What a 收款单 moves: its items name bills (21 a 出库, 22 a 退货, negative) and amounts,
-- the discount included. The returns, the discount and the money stand in a row and
-- give; the bills stand in a row and take; where both rows overlap, that one gives to
-- this one. What takes last is money that was paid back.
WITH sums AS (
  SELECT e.*, SUM(e.amount) OVER (PARTITION BY e.head, e.side ORDER BY e.turn, e.place) AS upto
  FROM (
    SELECT r.id AS head, IF(i.receipt_price < 0, 'gives', 'takes') AS side, 1 AS turn, i.id AS place,
      IF(i.biz_type = 22, CONCAT('return-', i.biz_id), i.biz_id) AS document, ABS(i.receipt_price) AS amount
    FROM erp_finance_receipt r
    JOIN erp_finance_receipt_item i ON i.receipt_id = r.id AND i.deleted = 0
    WHERE r.tenant_id = :company AND r.deleted = 0 AND i.receipt_price <> 0 AND (:approved_only = '0' OR r.status = 20)
    UNION ALL
    SELECT r.id, 'gives', 2, 0, NULL, r.discount_price
    FROM erp_finance_receipt r
    WHERE r.tenant_id = :company AND r.deleted = 0 AND r.discount_price > 0 AND (:approved_only = '0' OR r.status = 20)
    UNION ALL
    SELECT r.id, IF(r.receipt_price < 0, 'takes', 'gives'), 3, 0, NULL, ABS(r.receipt_price)
    FROM erp_finance_receipt r
    WHERE r.tenant_id = :company AND r.deleted = 0 AND r.receipt_price <> 0 AND (:approved_only = '0' OR r.status = 20)
  ) e
)
SELECT
  CASE g.turn WHEN 1 THEN 'document' WHEN 3 THEN 'receipt' END AS giver_kind,
  CASE g.turn WHEN 1 THEN g.document WHEN 3 THEN r.id END      AS giver,
  COALESCE(t.document, r.id)         AS document,
  r.receipt_time                     AS matched_on,
  LEAST(g.upto, t.upto) - GREATEST(g.upto - g.amount, t.upto - t.amount) AS amount,
  CASE
    WHEN t.turn = 3 THEN 'refund'
    WHEN g.turn = 1 THEN 'credit'
    WHEN g.turn = 3 THEN 'receipt'
    -- Nothing but a discount is a debt that was given up.
    WHEN r.receipt_price = 0 AND r.discount_price = r.total_price THEN 'write_off'
    ELSE 'discount'
  END                                AS kind,
  IF(t.turn = 3, 'receipt', 'document') AS taker_kind
FROM sums g
JOIN sums t ON t.head = g.head AND t.side = 'takes'
  AND LEAST(g.upto, t.upto) > GREATEST(g.upto - g.amount, t.upto - t.amount)
JOIN erp_finance_receipt r ON r.id = g.head
WHERE g.side = 'gives'
