-- Validated (1) and closed (2) invoices; of the abandoned (3) those of a bad customer,
-- which were owed until they were written off. Those abandoned or replaced otherwise
-- never were: they are said, and in no figure. Drafts and pro-forma invoices are left out.
--
-- A deposit is no sale: it is owed until it is converted into a credit of the
-- customer; from then on the money that was paid on it is an advance. A line that
-- uses a credit up is a payment: its amount is put back (see allocations).
--
-- Names of columns changed in Dolibarr 10 and 14. A scalar subquery takes whichever
-- there is: a name that the table lacks is that of `absent`.
SELECT
  f.rowid  AS id,
  (SELECT COALESCE(ref, facnumber) FROM {prefix}facture x WHERE x.rowid = f.rowid) AS number,
  CASE
    WHEN f.given_up <> '' THEN CONCAT('not_counted:', f.given_up)
    WHEN f.type = 2 THEN 'credit_note'
    WHEN f.type = 3 THEN 'journal'
    ELSE 'invoice'
  END AS kind,
  f.fk_soc AS customer,
  f.datef  AS posted,
  f.date_lim_reglement AS due,
  COALESCE(f.foreign_code, :currency) AS currency,
  f.multicurrency_tx   AS inverse_rate,
  CAST(f.sign * (IF(f.foreign_code IS NULL,
    (SELECT COALESCE(total_ht, total) FROM {prefix}facture x WHERE x.rowid = f.rowid), f.multicurrency_total_ht)
    - COALESCE(IF(f.foreign_code IS NULL, l.net, l.foreign_net), 0)) AS DECIMAL(24, 8)) AS net,
  CAST(f.sign * (IF(f.foreign_code IS NULL,
    f.total_ttc - (SELECT COALESCE(total_ht, total) FROM {prefix}facture x WHERE x.rowid = f.rowid),
    f.multicurrency_total_ttc - f.multicurrency_total_ht)
    - COALESCE(IF(f.foreign_code IS NULL, l.gross - l.net, l.foreign_gross - l.foreign_net), 0)) AS DECIMAL(24, 8)) AS tax,
  CAST(f.sign * (IF(f.foreign_code IS NULL, f.total_ttc, f.multicurrency_total_ttc)
    - COALESCE(IF(f.foreign_code IS NULL, l.gross, l.foreign_gross), 0)) AS DECIMAL(24, 8)) AS gross,
  CAST(f.sign * ((SELECT COALESCE(total_ht, total) FROM {prefix}facture x WHERE x.rowid = f.rowid)
    - COALESCE(l.net, 0)) AS DECIMAL(24, 8)) AS company_net,
  CAST(f.sign * (f.total_ttc - COALESCE(l.gross, 0)) AS DECIMAL(24, 8)) AS company_gross,
  (SELECT MIN(c.fk_socpeople) FROM {prefix}element_contact c
   JOIN {prefix}c_type_contact t ON t.rowid = c.fk_c_type_contact
   JOIN {prefix}user u ON u.rowid = c.fk_socpeople AND u.entity IN (0, :company)
   WHERE c.element_id = f.rowid AND t.element = 'facture' AND t.source = 'internal' AND t.code = 'SALESREPFOLL') AS salesperson,
  f.source AS corrects,
  f.ref_client AS order_number,
  k.contract   AS contract,
  IF(f.type = 3, (SELECT MIN(r.datec) FROM {prefix}societe_remise_except r WHERE r.fk_facture_source = f.rowid), NULL) AS cancelled_on,
  author.login    AS created_by,
  validator.login AS approved_by
FROM (
  SELECT i.rowid, i.type, i.fk_soc, i.datef, i.date_lim_reglement, i.multicurrency_tx, i.total_ttc,
    i.multicurrency_total_ht, i.multicurrency_total_ttc, i.ref_client, i.fk_user_author, i.fk_user_valid,
    IF(i.type = 2, -1, 1) AS sign,
    CASE
      WHEN i.fk_statut <> 3 OR i.close_code = 'badcustomer' THEN ''
      WHEN i.close_code = 'replaced' THEN 'replaced'
      ELSE 'abandoned'
    END AS given_up,
    s.rowid AS source,
    IF(i.multicurrency_code NOT IN ('', :currency), i.multicurrency_code, NULL) AS foreign_code
  FROM {prefix}facture i
  LEFT JOIN {prefix}facture s ON s.rowid = i.fk_facture_source AND s.type <> 4
    AND (s.fk_statut IN (1, 2) OR s.fk_statut = 3 AND s.close_code = 'badcustomer')
  WHERE i.entity = :company AND i.type IN (0, 1, 2, 3, 5) AND i.fk_statut IN (1, 2, 3)
) f
CROSS JOIN (SELECT NULL AS ref, NULL AS facnumber, NULL AS total_ht, NULL AS total) absent
LEFT JOIN (
  SELECT d.fk_facture, SUM(d.total_ht) AS net, SUM(d.total_ttc) AS gross,
    SUM(d.multicurrency_total_ht) AS foreign_net, SUM(d.multicurrency_total_ttc) AS foreign_gross
  FROM {prefix}societe_remise_except r
  JOIN {prefix}facturedet d ON d.rowid = r.fk_facture_line
  WHERE r.entity = :company AND r.fk_facture_source IS NOT NULL
  GROUP BY d.fk_facture
) l ON l.fk_facture = f.rowid
LEFT JOIN (
  SELECT e.fk_target, MIN(c.ref) AS contract
  FROM {prefix}element_element e
  JOIN {contract} c ON c.rowid = e.fk_source
  WHERE e.sourcetype = 'contrat' AND e.targettype = 'facture'
  GROUP BY e.fk_target
) k ON k.fk_target = f.rowid
LEFT JOIN {prefix}user author ON author.rowid = f.fk_user_author
LEFT JOIN {prefix}user validator ON validator.rowid = f.fk_user_valid
