SELECT
  id, order_id, customer, shipped, delivered, not_invoiced
FROM deliveries
WHERE company IS NULL OR company = :company
