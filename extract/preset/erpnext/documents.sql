-- Amounts stand in the currency of the receivable account, in which ERPNext keeps
-- what is open: the invoice's, or the company's. A rounded total is what is owed,
-- where there is one. An invoice to oneself never reaches the ledger.
SELECT
  i.name             AS id,
  i.name             AS number,
  CASE
    WHEN i.is_opening = 'Yes' THEN 'opening'
    WHEN i.is_return = 1      THEN 'credit_note'
    WHEN i.is_debit_note = 1  THEN 'debit_note'
    ELSE 'invoice'
  END                AS kind,
  i.customer         AS customer,
  i.posting_date     AS posted,
  i.due_date         AS due,
  COALESCE(NULLIF(i.party_account_currency, ''), i.currency) AS currency,
  i.conversion_rate  AS rate,
  IF(i.is_return = 1 AND i.is_opening <> 'Yes', -1, 1)
    * IF(i.party_account_currency <> i.currency, i.base_net_total, i.net_total) AS net,
  IF(i.is_return = 1 AND i.is_opening <> 'Yes', -1, 1)
    * IF(i.party_account_currency <> i.currency,
        IF(i.base_rounding_adjustment <> 0 AND i.base_rounded_total <> 0, i.base_rounded_total, i.base_grand_total) - i.base_net_total,
        IF(i.rounding_adjustment <> 0 AND i.rounded_total <> 0, i.rounded_total, i.grand_total) - i.net_total) AS tax,
  IF(i.is_return = 1 AND i.is_opening <> 'Yes', -1, 1)
    * IF(i.party_account_currency <> i.currency,
        IF(i.base_rounding_adjustment <> 0 AND i.base_rounded_total <> 0, i.base_rounded_total, i.base_grand_total),
        IF(i.rounding_adjustment <> 0 AND i.rounded_total <> 0, i.rounded_total, i.grand_total)) AS gross,
  IF(i.is_return = 1 AND i.is_opening <> 'Yes', -1, 1) * i.base_net_total AS company_net,
  IF(i.is_return = 1 AND i.is_opening <> 'Yes', -1, 1)
    * IF(i.base_rounding_adjustment <> 0 AND i.base_rounded_total <> 0, i.base_rounded_total, i.base_grand_total) AS company_gross,
  NULLIF(i.return_against, '') AS corrects,
  i.po_no            AS order_number,
  i.owner            AS created_by
FROM `tabSales Invoice` i
WHERE i.docstatus = 1 AND i.company = :company AND (i.posting_date >= :from OR i.posting_date IS NULL)
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)

UNION ALL

-- What journals post to customers, one document for each customer and account. Not
-- among them: money (see receipts), and what writes an invoice off or corrects its
-- exchange rate (see allocations).
SELECT
  CONCAT(j.name, '|', a.party, '|', a.account),
  IF(COUNT(*) OVER (PARTITION BY j.name) > 1, CONCAT(j.name, ' ', a.party), j.name),
  IF(j.is_opening = 'Yes', 'opening', 'journal'),
  a.party,
  j.posting_date,
  MAX(a.reference_due_date),
  c.account_currency,
  NULL, NULL, NULL,
  SUM(a.debit_in_account_currency - a.credit_in_account_currency),
  NULL,
  SUM(a.debit - a.credit),
  NULL, NULL,
  j.owner
FROM `tabJournal Entry` j
JOIN `tabJournal Entry Account` a ON a.parent = j.name
JOIN tabAccount c ON c.name = a.account
WHERE j.docstatus = 1 AND j.company = :company
  AND a.party_type = 'Customer' AND c.account_type = 'Receivable'
  AND j.voucher_type NOT IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry')
  AND NOT (j.voucher_type IN ('Write Off Entry', 'Exchange Gain Or Loss')
    AND COALESCE(a.reference_type, '') IN ('Sales Invoice', 'Journal Entry'))
GROUP BY j.name, a.party, a.account, j.is_opening, j.posting_date, j.owner, c.account_currency
