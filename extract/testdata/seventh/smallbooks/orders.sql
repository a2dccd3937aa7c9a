SELECT no AS id, no AS number, client AS customer, made AS ordered, 'EUR' AS currency, total AS amount FROM purchase WHERE firm = :company
