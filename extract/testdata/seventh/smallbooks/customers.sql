SELECT no AS id, no AS code, title AS name, 'days' AS terms_rule, days AS terms_days FROM client WHERE firm = :company
