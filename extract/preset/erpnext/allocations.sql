-- What money and credit notes took off invoices, as the payment ledger says it, in
-- company currency as booked. A cancelled voucher's rows are delinked. Money against a
-- credit note that is booked on the invoice it returns counts on that invoice, as in
-- ERPNext's own report. A payment that is reconciled later bears its own old date.
-- These are nearly all rows. What needs more than to know the credit notes is in
-- allocations.journals.sql: each join costs the server a look for every row, also
-- where it cannot find anything.
SELECT
  IF(l.voucher_type = 'Payment Entry', 'receipt', 'document') AS giver_kind,
  l.voucher_no    AS giver,
  'document'      AS taker_kind,
  COALESCE(r.counts_on, l.against_voucher_no) AS document,
  l.posting_date  AS matched_on,
  -- What lowers a credit raises the ledger.
  IF(r.is_owed, l.amount_in_account_currency, -l.amount_in_account_currency) AS amount,
  IF(r.is_owed, l.amount, -l.amount) AS company_amount,
  CASE
    WHEN l.voucher_type = 'Sales Invoice' THEN 'credit'
    WHEN l.amount > 0 THEN 'refund'
    ELSE 'receipt'
  END AS kind
FROM `tabPayment Ledger Entry` l
LEFT JOIN (
  SELECT DISTINCT name, update_outstanding_for_self <> 0 OR COALESCE(return_against, '') = '' AS is_owed,
    IF(update_outstanding_for_self = 0, NULLIF(return_against, ''), NULL) AS counts_on
  FROM `tabSales Invoice`
  WHERE is_return = 1 AND docstatus = 1 AND company = :company
) r ON r.name = l.against_voucher_no
LEFT JOIN (
  SELECT DISTINCT parent FROM `tabPayment Entry Deduction`
) d ON d.parent = l.voucher_no
WHERE l.company = :company AND l.account_type = 'Receivable' AND l.party_type = 'Customer'
  AND l.delinked = 0 AND l.posting_date <= :as_of
  AND l.voucher_no <> l.against_voucher_no
  AND l.against_voucher_type = 'Sales Invoice' AND l.voucher_type <> 'Journal Entry'
  AND NOT (d.parent IS NOT NULL AND l.voucher_type = 'Payment Entry')
