-- What a payment entry took off its customer's account, less what it deducts from
-- what was allocated: a prompt-payment discount is no money (see allocations).
SELECT
  p.name           AS id,
  p.name           AS number,
  p.party          AS customer,
  p.posting_date   AS received,
  IF(p.payment_type = 'Receive', p.paid_from_account_currency, p.paid_to_account_currency) AS currency,
  IF(p.payment_type = 'Receive', p.source_exchange_rate, p.target_exchange_rate)           AS rate,
  IF(p.payment_type = 'Receive', 1, -1) * (p.total_allocated_amount + p.unallocated_amount)
    - COALESCE(ROUND(LEAST(d.amount, p.base_total_allocated_amount) / p.source_exchange_rate, 2), 0) AS amount,
  IF(p.payment_type = 'Receive', 1, -1) * (p.base_total_allocated_amount
      + ROUND(p.unallocated_amount * IF(p.payment_type = 'Receive', p.source_exchange_rate, p.target_exchange_rate), 2))
    - COALESCE(LEAST(d.amount, p.base_total_allocated_amount), 0) AS company_amount,
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

UNION ALL

-- Money that was booked by journal.
SELECT
  CONCAT(j.name, '|', a.party, '|', a.account),
  j.name,
  a.party,
  j.posting_date,
  c.account_currency,
  NULL,
  SUM(a.credit_in_account_currency - a.debit_in_account_currency),
  SUM(a.credit - a.debit),
  j.voucher_type,
  MAX(j.cheque_no),
  j.owner
FROM `tabJournal Entry` j
JOIN `tabJournal Entry Account` a ON a.parent = j.name
JOIN tabAccount c ON c.name = a.account
WHERE j.docstatus = 1 AND j.company = :company
  AND a.party_type = 'Customer' AND c.account_type = 'Receivable'
  AND j.voucher_type IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry')
GROUP BY j.name, a.party, a.account, j.posting_date, j.voucher_type, j.owner, c.account_currency

UNION ALL

-- Money that was taken with the invoice, at the till; the change went back.
SELECT
  CONCAT('POS|', i.name),
  i.name,
  i.customer,
  i.posting_date,
  COALESCE(NULLIF(i.party_account_currency, ''), i.currency),
  i.conversion_rate,
  IF(i.party_account_currency <> i.currency, i.base_paid_amount - i.base_change_amount, i.paid_amount - i.change_amount),
  i.base_paid_amount - i.base_change_amount,
  t.method,
  NULL,
  i.owner
FROM (
  SELECT parent, MIN(mode_of_payment) AS method
  FROM `tabSales Invoice Payment`
  WHERE parenttype = 'Sales Invoice' AND base_amount <> 0
  GROUP BY parent
) t
JOIN `tabSales Invoice` i ON i.name = t.parent
WHERE i.docstatus = 1 AND i.company = :company AND i.is_pos = 1
