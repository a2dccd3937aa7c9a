-- Money that was taken with the invoice, at the till; the change went back.
SELECT
  CONCAT('POS|', i.name) AS id,
  i.name AS number,
  i.customer AS customer,
  i.posting_date AS received,
  COALESCE(NULLIF(i.party_account_currency, ''), i.currency) AS currency,
  i.conversion_rate AS rate,
  IF(i.party_account_currency <> i.currency, i.base_paid_amount - i.base_change_amount, i.paid_amount - i.change_amount) AS amount,
  i.base_paid_amount - i.base_change_amount AS company_amount,
  t.method AS method,
  NULL AS reference,
  i.owner AS created_by
FROM (
  SELECT parent, MIN(mode_of_payment) AS method
  FROM `tabSales Invoice Payment`
  WHERE parenttype = 'Sales Invoice' AND base_amount <> 0
  GROUP BY parent
) t
JOIN `tabSales Invoice` i ON i.name = t.parent
WHERE i.docstatus = 1 AND i.company = :company AND i.is_pos = 1
