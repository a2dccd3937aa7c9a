-- What a customer's card would have shown on the day, all customers together: the
-- outstanding bills less the credits that are available. Dolibarr itself knows only
-- today's; here every invoice is taken with what had been paid by then, and as open
-- as it was then. Money that came before its invoice is the customer's until then.
WITH invoices AS (
  SELECT f.rowid, f.type, f.datef, f.total_ttc,
    IF(f.fk_statut IN (2, 3), DATE(COALESCE((SELECT date_closing FROM {prefix}facture x WHERE x.rowid = f.rowid), f.tms)), NULL) AS closed_on
  FROM {prefix}facture f
  CROSS JOIN (SELECT NULL AS date_closing) absent
  WHERE f.entity = :company AND f.type IN (0, 1, 2, 3, 5) AND f.datef <= :as_of
    AND (f.fk_statut IN (1, 2) OR f.fk_statut = 3 AND f.close_code = 'badcustomer')
), credits AS (
  SELECT r.fk_facture_source, r.amount_ttc, r.fk_facture AS paid_with, t.rowid AS used_by
  FROM {prefix}societe_remise_except r
  JOIN invoices s ON s.rowid = r.fk_facture_source
  LEFT JOIN {prefix}facturedet l ON l.rowid = r.fk_facture_line
  LEFT JOIN invoices t ON t.rowid = COALESCE(l.fk_facture, r.fk_facture)
  WHERE r.entity = :company AND r.datec < :as_of + INTERVAL 1 DAY
), outstanding AS (
  SELECT i.type, i.closed_on, m.made IS NOT NULL AS converted,
    i.total_ttc - COALESCE(p.paid, 0) - COALESCE(u.used, 0) AS rest, COALESCE(m.made, 0) AS made
  FROM invoices i
  LEFT JOIN (
    SELECT a.fk_facture, SUM(a.amount) AS paid
    FROM {prefix}paiement_facture a JOIN {prefix}paiement p ON p.rowid = a.fk_paiement
    WHERE p.datep < :as_of + INTERVAL 1 DAY
    GROUP BY a.fk_facture
  ) p ON p.fk_facture = i.rowid
  LEFT JOIN (SELECT paid_with, SUM(amount_ttc) AS used FROM credits WHERE used_by = paid_with GROUP BY paid_with) u ON u.paid_with = i.rowid
  LEFT JOIN (SELECT fk_facture_source, SUM(amount_ttc) AS made FROM credits GROUP BY fk_facture_source) m ON m.fk_facture_source = i.rowid
)
SELECT
  'erp' AS basis,
  'outstanding bills less available credits' AS account,
  CAST((SELECT COALESCE(SUM(CASE
      WHEN type = 3 AND converted THEN 0
      WHEN closed_on <= :as_of AND type = 2 THEN 0
      WHEN closed_on <= :as_of THEN LEAST(rest + IF(type = 3, 0, made), 0)
      ELSE rest
    END), 0) FROM outstanding)
  - (SELECT COALESCE(SUM(amount_ttc), 0) FROM credits WHERE used_by IS NULL)
  - (SELECT COALESCE(SUM(a.amount), 0)
     FROM {prefix}facture f
     JOIN {prefix}paiement_facture a ON a.fk_facture = f.rowid
     JOIN {prefix}paiement p ON p.rowid = a.fk_paiement
     WHERE f.entity = :company AND f.datef > :as_of AND p.datep < :as_of + INTERVAL 1 DAY) AS DECIMAL(24, 2)) AS amount
