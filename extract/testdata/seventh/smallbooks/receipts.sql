SELECT no AS id, no AS number, client AS customer, booked AS received, 'EUR' AS currency, net AS amount FROM voucher WHERE firm = :company AND type = 'P'
