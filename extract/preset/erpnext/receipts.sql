-- What a payment entry took off its customer's account, less what it deducts from
-- what was allocated: a prompt-payment discount is no money (see allocations). What
-- nearly all are, money received in full, is looked at first and costs no arithmetic.
SELECT
  p.name           AS id,
  p.name           AS number,
  p.party          AS customer,
  p.posting_date   AS received,
  IF(p.payment_type = 'Receive', p.paid_from_account_currency, p.paid_to_account_currency) AS currency,
  IF(p.payment_type = 'Receive', p.source_exchange_rate, p.target_exchange_rate)           AS rate,
  CASE
    WHEN p.payment_type = 'Pay' THEN -(p.total_allocated_amount + p.unallocated_amount)
    WHEN d.parent IS NULL       THEN p.total_allocated_amount + p.unallocated_amount
    ELSE p.total_allocated_amount + p.unallocated_amount
      - COALESCE(ROUND(LEAST(d.amount, p.base_total_allocated_amount) / p.source_exchange_rate, 2), 0)
  END AS amount,
  CASE
    WHEN p.payment_type = 'Pay' THEN -(p.base_total_allocated_amount + ROUND(p.unallocated_amount * p.target_exchange_rate, 2))
    WHEN d.parent IS NULL AND p.unallocated_amount = 0 THEN p.base_total_allocated_amount
    ELSE p.base_total_allocated_amount + ROUND(p.unallocated_amount * p.source_exchange_rate, 2)
      - COALESCE(LEAST(d.amount, p.base_total_allocated_amount), 0)
  END AS company_amount,
  p.mode_of_payment AS method,
  p.reference_no    AS reference,
  p.owner           AS created_by
FROM `tabPayment Entry` p
LEFT JOIN (
  SELECT e.parent, SUM(e.amount) AS amount
  FROM `tabPayment Entry Deduction` e
  JOIN tabCompany c ON c.name = :company
  WHERE e.is_exchange_gain_loss = 0 AND e.account <> COALESCE(c.exchange_gain_loss_account, '')
  GROUP BY e.parent
) d ON d.parent = p.name AND p.payment_type = 'Receive'
WHERE p.docstatus = 1 AND p.company = :company AND p.party_type = 'Customer'
  AND p.payment_type IN ('Receive', 'Pay')
