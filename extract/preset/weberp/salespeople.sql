SELECT
  salesmancode AS id,
  salesmancode AS code,
  current      AS active,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(salesmanname, '&#039;', ''''), '&quot;', '"'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS name
FROM salesman
