SELECT IF(p.type = 'P', 'receipt', 'document') AS giver_kind, s.payer AS giver, s.voucher AS document, s.amount, IF(p.type = 'P', 'receipt', 'credit') AS kind
FROM settled s JOIN voucher p ON p.no = s.payer WHERE p.firm = :company
