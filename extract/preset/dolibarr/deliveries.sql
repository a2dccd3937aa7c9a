-- Shipments that were validated, at the value that the order gives to what was sent. One
-- that an invoice was made from is invoiced from that invoice on; where the invoice was
-- made from the order, or elsewhere, only that it is billed is known, and not since when.
--
-- A shipment's line calls that of the order fk_elementdet since Dolibarr 20: a name that
-- the table lacks is that of `absent`.
SELECT
  e.rowid      AS id,
  s.order_id   AS order_id,
  e.fk_soc     AS customer,
  COALESCE(e.date_expedition, e.date_valid) AS shipped,
  CASE
    WHEN b.first_day IS NULL THEN IF(e.billed = 1 OR s.billed = 1, 0, s.amount)
    WHEN b.first_day <= :as_of THEN 0
    ELSE s.amount
  END          AS not_invoiced
FROM {prefix}expedition e
JOIN (
  SELECT l.fk_expedition, MIN(o.rowid) AS order_id, MIN(o.facture) AS billed,
    CAST(SUM(l.qty * d.total_ttc / NULLIF(d.qty, 0)) AS DECIMAL(24, 2)) AS amount
  FROM (
    SELECT i.fk_expedition, i.qty,
      (SELECT COALESCE(fk_elementdet, fk_origin_line) FROM {prefix}expeditiondet x WHERE x.rowid = i.rowid) AS line
    FROM {prefix}expeditiondet i
    CROSS JOIN (SELECT NULL AS fk_elementdet, NULL AS fk_origin_line) absent
  ) l
  JOIN {prefix}commandedet d ON d.rowid = l.line
  JOIN {prefix}commande o ON o.rowid = d.fk_commande AND o.entity = :company AND o.fk_statut IN (1, 2, 3)
  GROUP BY l.fk_expedition
) s ON s.fk_expedition = e.rowid
LEFT JOIN (
  SELECT k.fk_source, MIN(f.datef) AS first_day
  FROM {prefix}element_element k
  JOIN {prefix}facture f ON f.rowid = k.fk_target AND f.fk_statut IN (1, 2)
  WHERE k.sourcetype = 'shipping' AND k.targettype = 'facture'
  GROUP BY k.fk_source
) b ON b.fk_source = e.rowid
WHERE e.entity = :company AND e.fk_statut IN (1, 2)
