-- A check number is unique for its customer only.
SELECT
  CONCAT(customerNumber, '/', checkNumber) AS id,
  checkNumber                              AS number,
  customerNumber                           AS customer,
  paymentDate                              AS received,
  'USD'                                    AS currency,
  amount                                   AS amount,
  'cheque'                                 AS method
FROM payments
ORDER BY customerNumber, checkNumber
