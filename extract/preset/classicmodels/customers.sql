-- There are no terms of payment: the parameter terms_days gives every customer's.
SELECT
  customerNumber                              AS id,
  customerNumber                              AS code,
  customerName                                AS name,
  country                                     AS region,
  country                                     AS country,
  salesRepEmployeeNumber                      AS salesperson,
  'days'                                      AS terms_rule,
  :terms_days                                 AS terms_days,
  creditLimit                                 AS credit_limit,
  CONCAT_WS(' ', TRIM(contactFirstName), TRIM(contactLastName)) AS contact,
  phone                                       AS phone
FROM customers
ORDER BY customerNumber
