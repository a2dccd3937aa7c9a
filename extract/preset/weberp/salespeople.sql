-- The address is that of the user who is the salesperson, of several the first by name.
SELECT
  s.salesmancode AS id,
  s.salesmancode AS code,
  s.current      AS active,
  (SELECT MIN(NULLIF(u.email, '')) FROM {login} u WHERE u.salesman = s.salesmancode AND u.blocked = 0) AS mail,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(s.salesmanname, '&#039;', ''''), '&quot;', '"'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS name
FROM salesman s
