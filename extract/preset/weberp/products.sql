SELECT
  s.stockid AS id,
  s.stockid AS code,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(s.description, '&#039;', ''''), '&quot;', '"'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS name,
  c.categorydescription AS category,
  s.units               AS unit,
  NULLIF(s.materialcost + s.labourcost + s.overheadcost, 0) AS standard_cost
FROM stockmaster s
LEFT JOIN stockcategory c ON c.categoryid = s.categoryid
