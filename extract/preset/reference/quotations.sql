SELECT
  id, number, customer, prospect, salesperson, quoted, valid_until, currency, amount, outcome, decided, order_id
FROM quotations
WHERE company IS NULL OR company = :company
