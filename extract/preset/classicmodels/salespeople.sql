SELECT
  e.employeeNumber                       AS id,
  e.employeeNumber                       AS code,
  CONCAT_WS(' ', e.firstName, e.lastName) AS name,
  o.city                                 AS team,
  o.territory                            AS region,
  e.email                                AS mail,
  e.reportsTo                            AS manager
FROM employees e
LEFT JOIN offices o ON o.officeCode = e.officeCode
ORDER BY e.employeeNumber
