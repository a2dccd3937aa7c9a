-- The database holds one company and does not name it.
SELECT
  'classicmodels'         AS id,
  'Scale Models Classics' AS name
