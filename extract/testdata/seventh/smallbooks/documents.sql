SELECT no AS id, no AS number, IF(type = 'S', 'invoice', 'credit_note') AS kind, client AS customer, booked AS posted, 'EUR' AS currency,
  net, vat AS tax, net + vat AS gross, purchase AS order_number
FROM voucher WHERE firm = :company AND type IN ('S', 'C')
