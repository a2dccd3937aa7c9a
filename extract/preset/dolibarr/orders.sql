-- Amounts stand in company currency, at the order's own rate. Sent by the day is what the
-- shipments say, at the order's prices, and all where the order is delivered (3) and
-- nothing came later. Invoiced is the part of the order's net that its invoices have, in
-- its own currency, and all where it is billed (facture) and nothing came later.
--
-- A shipment's line calls that of the order fk_elementdet since Dolibarr 20, and an
-- invoice its net total_ht since 14: a name that the table lacks is that of `absent`.
SELECT
  o.rowid          AS id,
  o.ref            AS number,
  o.fk_soc         AS customer,
  IF(u.entity IN (0, :company), o.fk_user_author, NULL) AS salesperson,
  o.date_commande  AS ordered,
  o.date_valid     AS approved_on,
  v.login          AS approved_by,
  o.date_livraison AS promised,
  s.last           AS shipped,
  b.last           AS invoiced,
  :currency        AS currency,
  o.total_ttc      AS amount,
  IF(o.fk_statut = 3 AND COALESCE(s.later, 0) = 0, 0, CAST(GREATEST(o.total_ttc - COALESCE(s.earlier, 0), 0) AS DECIMAL(24, 2))) AS not_shipped,
  IF(o.facture = 1 AND COALESCE(b.later, 0) = 0, 0, CAST(o.total_ttc * GREATEST(1 - COALESCE(b.earlier, 0), 0) AS DECIMAL(24, 2))) AS not_invoiced,
  CASE o.fk_statut WHEN 1 THEN 'validated' WHEN 2 THEN 'in process' WHEN 3 THEN 'delivered' END AS status
FROM {prefix}commande o
LEFT JOIN {prefix}user u ON u.rowid = o.fk_user_author
LEFT JOIN {prefix}user v ON v.rowid = o.fk_user_valid
LEFT JOIN (
  SELECT d.fk_commande,
    MAX(IF(l.day < :as_of + INTERVAL 1 DAY, DATE(l.day), NULL)) AS last,
    SUM(IF(l.day >= :as_of + INTERVAL 1 DAY, 0, l.qty * d.total_ttc / NULLIF(d.qty, 0))) AS earlier,
    SUM(IF(l.day >= :as_of + INTERVAL 1 DAY, l.qty * d.total_ttc / NULLIF(d.qty, 0), 0)) AS later
  FROM (
    SELECT i.qty, COALESCE(e.date_expedition, e.date_valid) AS day,
      (SELECT COALESCE(fk_elementdet, fk_origin_line) FROM {shipment_line} x WHERE x.rowid = i.rowid) AS line
    FROM {shipment} e
    JOIN {shipment_line} i ON i.fk_expedition = e.rowid
    CROSS JOIN (SELECT NULL AS fk_elementdet, NULL AS fk_origin_line) absent
    WHERE e.entity = :company AND e.fk_statut IN (1, 2)
  ) l
  JOIN {prefix}commandedet d ON d.rowid = l.line
  GROUP BY d.fk_commande
) s ON s.fk_commande = o.rowid
LEFT JOIN (
  SELECT i.order_id,
    MAX(IF(i.datef <= :as_of, i.datef, NULL)) AS last,
    SUM(IF(i.datef <= :as_of, i.part, 0)) AS earlier,
    SUM(IF(i.datef > :as_of, i.part, 0)) AS later
  FROM (
    SELECT q.rowid AS order_id, f.datef,
      IF(f.multicurrency_code = q.multicurrency_code AND f.multicurrency_total_ht <> 0,
        f.multicurrency_total_ht / NULLIF(q.multicurrency_total_ht, 0), f.net / NULLIF(q.total_ht, 0)) AS part
    FROM {prefix}element_element k
    JOIN {prefix}commande q ON q.rowid = k.fk_source
    JOIN (
      SELECT y.rowid, y.datef, y.multicurrency_code, y.multicurrency_total_ht,
        (SELECT COALESCE(total_ht, total) FROM {prefix}facture x WHERE x.rowid = y.rowid) AS net
      FROM {prefix}facture y
      CROSS JOIN (SELECT NULL AS total_ht, NULL AS total) absent
      WHERE y.fk_statut IN (1, 2) AND y.type <> 2
    ) f ON f.rowid = k.fk_target
    WHERE k.sourcetype = 'commande' AND k.targettype = 'facture'
  ) i
  GROUP BY i.order_id
) b ON b.order_id = o.rowid
WHERE o.entity = :company AND o.fk_statut IN (1, 2, 3)
