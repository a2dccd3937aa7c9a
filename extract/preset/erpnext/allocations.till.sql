-- The till: money taken, what was written off with it, points that were redeemed.
SELECT
  IF(m.kind IN ('receipt', 'refund'), 'receipt', NULL)               AS giver_kind,
  IF(m.kind IN ('receipt', 'refund'), CONCAT('POS|', m.name), NULL)  AS giver,
  'document'                 AS taker_kind,
  m.document                 AS document,
  m.posting_date             AS matched_on,
  m.sign * m.amount          AS amount,
  m.sign * m.company_amount  AS company_amount,
  m.kind                     AS kind
FROM (
  SELECT i.name, i.posting_date, k.kind,
    IF(i.is_return = 1 AND i.update_outstanding_for_self = 0 AND i.return_against <> '', i.return_against, i.name) AS document,
    IF(i.is_return = 1 AND NOT (i.update_outstanding_for_self = 0 AND COALESCE(i.return_against, '') <> ''), -1, 1) AS sign,
    CASE k.kind
      WHEN 'write_off' THEN IF(i.party_account_currency <> i.currency, i.base_write_off_amount, i.write_off_amount)
      WHEN 'discount'  THEN i.redeem_loyalty_points * IF(i.party_account_currency <> i.currency, i.loyalty_amount, ROUND(i.loyalty_amount / i.conversion_rate, 2))
      ELSE IF(i.party_account_currency <> i.currency, i.base_paid_amount - i.base_change_amount, i.paid_amount - i.change_amount)
    END AS amount,
    CASE k.kind
      WHEN 'write_off' THEN i.base_write_off_amount
      WHEN 'discount'  THEN i.redeem_loyalty_points * i.loyalty_amount
      ELSE i.base_paid_amount - i.base_change_amount
    END AS company_amount
  FROM (
    SELECT DISTINCT parent FROM `tabSales Invoice Payment` WHERE parenttype = 'Sales Invoice' AND base_amount <> 0
  ) t
  JOIN `tabSales Invoice` i ON i.name = t.parent
  JOIN (
    SELECT 'receipt' AS kind UNION ALL SELECT 'refund' UNION ALL SELECT 'write_off' UNION ALL SELECT 'discount'
  ) k ON k.kind IN ('write_off', 'discount') OR k.kind = IF(i.is_return = 1, 'refund', 'receipt')
  WHERE i.docstatus = 1 AND i.company = :company AND i.is_pos = 1
) m
WHERE m.amount <> 0
