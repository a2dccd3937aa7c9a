SELECT
  document, no, due, amount
FROM instalments
