SELECT
  document, line_no, product, quantity, list_price, unit_price, discount, net, company_net, cost,
  promotion, return_reason
FROM `lines`
