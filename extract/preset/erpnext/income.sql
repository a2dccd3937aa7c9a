-- What invoices and credit notes posted to income accounts from :from on. The ledger
-- is read from end to end past the few accounts, as in control.gl.sql.
SELECT
  g.account                 AS account,
  SUM(g.credit - g.debit)   AS amount
FROM tabAccount a
STRAIGHT_JOIN `tabGL Entry` g USE INDEX () ON g.account = a.name
WHERE a.company = :company AND a.root_type = 'Income'
  AND g.company = :company AND g.is_cancelled = 0 AND g.voucher_type = 'Sales Invoice'
  AND g.posting_date >= :from AND g.posting_date <= :as_of
GROUP BY g.account

UNION ALL

-- A ledger without a posting says that nothing was sold.
SELECT NULL, 0
