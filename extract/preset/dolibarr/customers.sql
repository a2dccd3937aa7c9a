-- Customers, and whoever was invoiced. Dolibarr warns at a limit of zero as little
-- as without one. Of several representatives the first counts; of contacts, but for what
-- somebody keeps to themselves, one that an invoice was made out to, else the first.
SELECT
  s.rowid                       AS id,
  COALESCE(NULLIF(s.code_client, ''), s.rowid) AS code,
  s.nom                         AS name,
  COALESCE(
    (SELECT MIN(k.label) FROM {prefix}categorie_societe l JOIN {prefix}categorie k ON k.rowid = l.fk_categorie WHERE l.fk_soc = s.rowid),
    e.libelle)                  AS customer_group,
  d.nom                         AS region,
  c.label                       AS country,
  (SELECT l.fk_user FROM {prefix}societe_commerciaux l
   JOIN {prefix}user u ON u.rowid = l.fk_user AND u.entity IN (0, :company)
   WHERE l.fk_soc = s.rowid ORDER BY l.rowid LIMIT 1) AS salesperson,
  IF(s.parent IN (SELECT rowid FROM {prefix}societe WHERE client IN (1, 3)), s.parent, NULL) AS parent,
  NULLIF(s.multicurrency_code, '') AS currency,
  CASE t.type_cdr WHEN 0 THEN 'days' WHEN 1 THEN 'end_of_month' WHEN 2 THEN 'day_of_month' END AS terms_rule,
  IF(t.type_cdr IN (0, 1, 2), t.nbjour, NULL) AS terms_days,
  IF(t.type_cdr = 2, t.decalage, NULL)        AS terms_day,
  NULLIF(s.outstanding_limit, 0) AS credit_limit,
  s.customer_bad                AS on_hold,
  k.name                        AS contact,
  COALESCE(IF(k.is_billed, k.mail, NULL), NULLIF(s.email, ''), k.mail)    AS mail,
  COALESCE(IF(k.is_billed, k.phone, NULL), NULLIF(s.phone, ''), k.phone) AS phone,
  s.status                      AS active
FROM {prefix}societe s
LEFT JOIN {prefix}c_typent e ON e.id = s.fk_typent
LEFT JOIN {prefix}c_departements d ON d.rowid = s.fk_departement AND s.fk_departement > 0
LEFT JOIN {prefix}c_country c ON c.rowid = s.fk_pays AND s.fk_pays > 0
LEFT JOIN {prefix}c_payment_term t ON t.rowid = s.cond_reglement
LEFT JOIN (
  SELECT p.fk_soc, b.fk_socpeople IS NOT NULL AS is_billed, CONCAT_WS(' ', NULLIF(p.firstname, ''), p.lastname) AS name,
    NULLIF(p.email, '') AS mail, NULLIF(p.phone, '') AS phone,
    ROW_NUMBER() OVER (PARTITION BY p.fk_soc ORDER BY b.fk_socpeople IS NULL, p.rowid) AS place
  FROM {prefix}socpeople p
  LEFT JOIN (
    SELECT DISTINCT x.fk_socpeople
    FROM {prefix}element_contact x
    JOIN {prefix}c_type_contact y ON y.rowid = x.fk_c_type_contact
    WHERE y.element = 'facture' AND y.source = 'external' AND y.code = 'BILLING'
  ) b ON b.fk_socpeople = p.rowid
  WHERE p.statut = 1 AND p.priv = 0
) k ON k.fk_soc = s.rowid AND k.place = 1
WHERE s.entity IN (0, :company) AND s.client IN (1, 3)
   OR s.rowid IN (SELECT fk_soc FROM {prefix}facture WHERE entity = :company AND fk_statut > 0)
