SELECT
  document, line_no, product, quantity, list_price, unit_price, discount, net, company_net, cost,
  promotion, return_reason
FROM `lines`
WHERE NOT EXISTS (SELECT 1 FROM documents WHERE company <> :company)
  OR COALESCE(document, '') NOT IN (SELECT id FROM documents WHERE company <> :company AND id IS NOT NULL)
