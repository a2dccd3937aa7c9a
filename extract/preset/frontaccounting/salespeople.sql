SELECT
  salesman_code   AS id,
  salesman_code   AS code,
  salesman_name   AS name,
  salesman_email  AS mail,
  1 - inactive    AS active
FROM {prefix}salesman
