-- Amounts stand in the currency of the receivable account, in which ERPNext keeps
-- what is open: the invoice's, or the company's. A rounded total is what is owed,
-- where there is one. An invoice to oneself never reaches the ledger. A credit note's
-- amounts are negated, not multiplied by a sign: this costs the server half as much.
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
  i.currency         AS currency,
  i.conversion_rate  AS rate,
  IF(i.credits, -i.net, i.net)                     AS net,
  IF(i.credits, i.net - i.gross, i.gross - i.net)  AS tax,
  IF(i.credits, -i.gross, i.gross)                 AS gross,
  IF(i.credits, -i.company_net, i.company_net)     AS company_net,
  IF(i.credits, -i.company_gross, i.company_gross) AS company_gross,
  NULLIF(i.return_against, '') AS corrects,
  i.po_no            AS order_number,
  i.owner            AS created_by
FROM (
  SELECT name, is_opening, is_return, is_debit_note, customer, posting_date, due_date, conversion_rate, return_against, po_no, owner,
    is_return = 1 AND is_opening <> 'Yes' AS credits,
    COALESCE(NULLIF(party_account_currency, ''), currency) AS currency,
    IF(party_account_currency <> currency, base_net_total, net_total) AS net,
    IF(party_account_currency <> currency,
      IF(base_rounding_adjustment <> 0 AND base_rounded_total <> 0, base_rounded_total, base_grand_total),
      IF(rounding_adjustment <> 0 AND rounded_total <> 0, rounded_total, grand_total)) AS gross,
    base_net_total AS company_net,
    IF(base_rounding_adjustment <> 0 AND base_rounded_total <> 0, base_rounded_total, base_grand_total) AS company_gross
  FROM `tabSales Invoice`
  WHERE docstatus = 1 AND company = :company AND (posting_date >= :from OR posting_date IS NULL)
    AND (is_internal_customer = 0 OR COALESCE(represents_company, '') <> company)
) i
