SELECT
  id, name, valid_from, valid_until
FROM promotions
