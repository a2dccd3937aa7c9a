-- Money that was booked by journal.
SELECT
  CONCAT(j.name, '|', a.party, '|', a.account)                     AS id,
  j.name                                                           AS number,
  a.party                                                          AS customer,
  j.posting_date                                                   AS received,
  c.account_currency                                               AS currency,
  NULL                                                             AS rate,
  SUM(a.credit_in_account_currency - a.debit_in_account_currency)  AS amount,
  SUM(a.credit - a.debit)                                          AS company_amount,
  j.voucher_type                                                   AS method,
  MAX(j.cheque_no)                                                 AS reference,
  j.owner                                                          AS created_by
FROM `tabJournal Entry` j
JOIN `tabJournal Entry Account` a ON a.parent = j.name
JOIN tabAccount c ON c.name = a.account
WHERE j.docstatus = 1 AND j.company = :company
  AND a.party_type = 'Customer' AND c.account_type = 'Receivable'
  AND j.voucher_type IN ('Bank Entry', 'Cash Entry', 'Credit Card Entry')
GROUP BY j.name, a.party, a.account, j.posting_date, j.voucher_type, j.owner, c.account_currency
