SELECT
  id, number, customer, salesperson, ordered, approved_on, approved_by, contract_signed, promised,
  shipped, delivered, invoiced, currency, amount, not_shipped, not_invoiced, status
FROM orders
WHERE company IS NULL OR company = :company
