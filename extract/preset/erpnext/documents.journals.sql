-- What journals post to customers, one document for each customer and account. Not
-- among them: money (see receipts), and what writes an invoice off or corrects its
-- exchange rate (see allocations). A query of its own, as the server would copy each
-- of a million invoices once more to have them all in one answer.
SELECT
  CONCAT(j.name, '|', a.party, '|', a.account) AS id,
  IF(COUNT(*) OVER (PARTITION BY j.name) > 1, CONCAT(j.name, ' ', a.party), j.name) AS number,
  IF(j.is_opening = 'Yes', 'opening', 'journal') AS kind,
  a.party                   AS customer,
  j.posting_date            AS posted,
  MAX(a.reference_due_date) AS due,
  c.account_currency        AS currency,
  NULL AS rate,
  NULL AS net,
  NULL AS tax,
  SUM(a.debit_in_account_currency - a.credit_in_account_currency) AS gross,
  NULL AS company_net,
  SUM(a.debit - a.credit)   AS company_gross,
  NULL AS corrects,
  NULL AS order_number,
  j.owner                   AS created_by
FROM `tabJournal Entry` j
JOIN `tabJournal Entry Account` a ON a.parent = j.name
JOIN tabAccount c ON c.name = a.account
WHERE j.docstatus = 1 AND j.company = :company
  AND a.party_type = 'Customer' AND c.account_type = 'Receivable'
  AND j.voucher_type NOT IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry')
  AND NOT (j.voucher_type IN ('Write Off Entry', 'Exchange Gain Or Loss')
    AND COALESCE(a.reference_type, '') IN ('Sales Invoice', 'Journal Entry'))
GROUP BY j.name, a.party, a.account, j.is_opening, j.posting_date, j.owner, c.account_currency
