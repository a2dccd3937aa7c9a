SELECT
  id, number, customer, received, matures, bounced_on, currency, rate, amount, company_amount,
  method, reference, created_by, approved_by
FROM receipts
WHERE company IS NULL OR company = :company
