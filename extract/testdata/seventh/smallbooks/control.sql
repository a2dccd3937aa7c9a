SELECT 'erp' AS basis, 'vouchers' AS account, SUM(IF(type = 'S', 1, -1) * (net + vat)) AS amount FROM voucher WHERE firm = :company AND booked <= :as_of
