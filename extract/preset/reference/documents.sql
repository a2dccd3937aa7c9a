SELECT
  id, number, kind, customer, posted, due, currency, rate, net, tax, gross, company_net,
  company_tax, company_gross, salesperson, corrects, revalues, order_number, contract, disputed,
  cancelled_on, created_by, approved_by
FROM documents
WHERE company IS NULL OR company = :company
