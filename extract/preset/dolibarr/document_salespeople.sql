-- Of several representatives that follow an invoice each has an equal part, and all of
-- them the whole: what a third lacks by rounding is in another's. Of one alone
-- documents.sql tells.
SELECT
  s.document    AS document,
  s.salesperson AS salesperson,
  CAST(1.000000 * s.place / s.several AS DECIMAL(9, 6)) - CAST(1.000000 * (s.place - 1) / s.several AS DECIMAL(9, 6)) AS share
FROM (
  SELECT c.element_id AS document, u.rowid AS salesperson,
    COUNT(*) OVER (PARTITION BY c.element_id) AS several,
    ROW_NUMBER() OVER (PARTITION BY c.element_id ORDER BY u.rowid) AS place
  FROM (
    SELECT DISTINCT e.element_id, e.fk_socpeople
    FROM {prefix}element_contact e
    JOIN {prefix}c_type_contact t ON t.rowid = e.fk_c_type_contact
    WHERE t.element = 'facture' AND t.source = 'internal' AND t.code = 'SALESREPFOLL'
  ) c
  JOIN {prefix}user u ON u.rowid = c.fk_socpeople AND u.entity IN (0, :company)
  JOIN {prefix}facture f ON f.rowid = c.element_id AND f.entity = :company AND f.type IN (0, 1, 2, 3, 5)
    AND (f.fk_statut IN (1, 2) OR f.fk_statut = 3 AND f.close_code = 'badcustomer')
) s
WHERE s.several > 1
