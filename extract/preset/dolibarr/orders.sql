SELECT
  o.rowid          AS id,
  o.ref            AS number,
  o.fk_soc         AS customer,
  IF(u.entity IN (0, :company), o.fk_user_author, NULL) AS salesperson,
  o.date_commande  AS ordered,
  o.date_valid     AS approved_on,
  v.login          AS approved_by,
  o.date_livraison AS promised,
  (SELECT MIN(f.datef) FROM {prefix}element_element e JOIN {prefix}facture f ON f.rowid = e.fk_target
   WHERE e.fk_source = o.rowid AND e.sourcetype = 'commande' AND e.targettype = 'facture' AND f.fk_statut IN (1, 2) AND f.datef <= :as_of) AS invoiced,
  :currency        AS currency,
  o.total_ttc      AS amount,
  IF(o.fk_statut = 3, 0, o.total_ttc) AS not_shipped,
  IF(o.facture = 1, 0, o.total_ttc)   AS not_invoiced,
  CASE o.fk_statut WHEN 1 THEN 'validated' WHEN 2 THEN 'in process' WHEN 3 THEN 'delivered' END AS status
FROM {prefix}commande o
LEFT JOIN {prefix}user u ON u.rowid = o.fk_user_author
LEFT JOIN {prefix}user v ON v.rowid = o.fk_user_valid
WHERE o.entity = :company AND o.fk_statut IN (1, 2, 3)
