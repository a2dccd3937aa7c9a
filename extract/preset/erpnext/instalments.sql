-- Only of invoices that have several: one alone says no more than the due date.
SELECT
  s.parent                                     AS document,
  ROW_NUMBER() OVER (PARTITION BY s.parent ORDER BY s.due_date, s.idx, s.name) AS no,
  s.due_date                                   AS due,
  IF(i.party_account_currency <> i.currency, s.base_payment_amount, s.payment_amount) AS amount
FROM `tabPayment Schedule` second USE INDEX ()
STRAIGHT_JOIN `tabPayment Schedule` s ON s.parent = second.parent AND s.parenttype = second.parenttype
STRAIGHT_JOIN `tabSales Invoice` i ON i.name = s.parent
WHERE second.idx = 2 AND second.parenttype = 'Sales Invoice' AND i.docstatus = 1 AND i.company = :company AND i.is_return = 0
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)
