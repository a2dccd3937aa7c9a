-- Of several representatives that follow an invoice each has an equal part. Of one alone
-- documents.sql tells.
SELECT
  c.element_id AS document,
  u.rowid      AS salesperson,
  CAST(1.000000 / COUNT(*) OVER (PARTITION BY c.element_id) AS DECIMAL(9, 6)) AS share
FROM (
  SELECT DISTINCT e.element_id, e.fk_socpeople
  FROM {prefix}element_contact e
  JOIN {prefix}c_type_contact t ON t.rowid = e.fk_c_type_contact
  WHERE t.element = 'facture' AND t.source = 'internal' AND t.code = 'SALESREPFOLL'
) c
JOIN {prefix}user u ON u.rowid = c.fk_socpeople AND u.entity IN (0, :company)
JOIN {prefix}facture f ON f.rowid = c.element_id AND f.entity = :company AND f.type IN (0, 1, 2, 3, 5)
  AND (f.fk_statut IN (1, 2) OR f.fk_statut = 3 AND f.close_code = 'badcustomer')
