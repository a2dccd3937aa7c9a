-- Proposals that were validated (1), signed (2), refused (3) or invoiced (4), in company
-- currency. One is ordered from the first order on that is linked with it, else from the
-- day on which it was signed; drafts and what was cancelled are left out. Who is a
-- prospect only, and was never invoiced, is no customer.
--
-- Until Dolibarr 14 nobody kept the day of signing apart from that of closing, and the
-- total had another name: see documents.sql for how a name that is not there is passed by.
SELECT
  p.rowid        AS id,
  p.ref          AS number,
  IF(p.is_customer, p.fk_soc, NULL)    AS customer,
  IF(p.is_customer, NULL, p.nom)       AS prospect,
  IF(u.entity IN (0, :company), p.fk_user_author, NULL) AS salesperson,
  p.datep        AS quoted,
  p.fin_validite AS valid_until,
  :currency      AS currency,
  CAST((SELECT COALESCE(total_ttc, total) FROM {prefix}propal x WHERE x.rowid = p.rowid) AS DECIMAL(24, 8)) AS amount,
  CASE
    WHEN o.commande IS NOT NULL OR p.fk_statut IN (2, 4) THEN 'ordered'
    WHEN p.fk_statut = 3 THEN 'lost'
    ELSE 'open'
  END            AS outcome,
  CASE
    WHEN o.commande IS NOT NULL THEN o.date_commande
    WHEN p.fk_statut IN (2, 3, 4)
      THEN CAST((SELECT COALESCE(date_signature, x.date_cloture) FROM {prefix}propal x WHERE x.rowid = p.rowid) AS DATE)
  END            AS decided,
  o.commande     AS order_id
FROM (
  SELECT i.rowid, i.ref, i.fk_soc, i.fk_user_author, i.datep, i.fin_validite, i.fk_statut, s.nom,
    s.entity IN (0, :company) AND s.client IN (1, 3)
      OR EXISTS (SELECT 1 FROM {prefix}facture f WHERE f.fk_soc = s.rowid AND f.entity = :company AND f.fk_statut > 0) AS is_customer
  FROM {prefix}propal i
  JOIN {prefix}societe s ON s.rowid = i.fk_soc
  WHERE i.entity = :company AND i.fk_statut IN (1, 2, 3, 4)
) p
CROSS JOIN (SELECT NULL AS total_ttc, NULL AS total, NULL AS date_signature) absent
LEFT JOIN {prefix}user u ON u.rowid = p.fk_user_author
LEFT JOIN (
  SELECT e.fk_source AS propal, c.rowid AS commande, c.date_commande,
    ROW_NUMBER() OVER (PARTITION BY e.fk_source ORDER BY c.date_commande, c.rowid) AS place
  FROM {prefix}element_element e
  JOIN {prefix}commande c ON c.rowid = e.fk_target
  WHERE e.sourcetype = 'propal' AND e.targettype = 'commande' AND c.fk_statut IN (1, 2, 3) AND c.entity = :company
) o ON o.propal = p.rowid AND o.place = 1
