-- Money is what payments put on invoices, by customer: a payment itself names none.
-- `fk_paiement` of a payment is the way of paying.
SELECT
  CONCAT(p.rowid, '-', f.fk_soc, '-', COALESCE(f.foreign_code, '')) AS id,
  COALESCE(NULLIF(p.ref, ''), p.rowid) AS number,
  f.fk_soc                             AS customer,
  p.datep                              AS received,
  COALESCE(f.foreign_code, :currency)  AS currency,
  MAX(f.multicurrency_tx)              AS inverse_rate,
  CAST(SUM(IF(f.foreign_code IS NULL, a.amount, a.multicurrency_amount)) AS DECIMAL(24, 8)) AS amount,
  CAST(SUM(a.amount) AS DECIMAL(24, 8)) AS company_amount,
  m.libelle                            AS method,
  p.num_paiement                       AS reference,
  u.login                              AS created_by
FROM (
  SELECT i.rowid, i.fk_soc, i.multicurrency_tx,
    IF(i.multicurrency_code NOT IN ('', :currency), i.multicurrency_code, NULL) AS foreign_code
  FROM {prefix}facture i
  WHERE i.entity = :company
) f
JOIN {prefix}paiement_facture a ON a.fk_facture = f.rowid
JOIN {prefix}paiement p ON p.rowid = a.fk_paiement
LEFT JOIN {prefix}c_paiement m ON m.id = p.fk_paiement
LEFT JOIN {prefix}user u ON u.rowid = p.fk_user_creat
GROUP BY p.rowid, f.fk_soc, f.foreign_code, p.ref, p.datep, m.libelle, p.num_paiement, u.login

UNION ALL

-- What stands on no invoice belongs to nobody that Dolibarr knows, and is in none of
-- its figures: it is excluded, and said.
SELECT
  CONCAT(p.rowid, '-'), COALESCE(NULLIF(p.ref, ''), p.rowid), NULL, p.datep,
  :currency,
  NULL,
  CAST(p.amount - COALESCE(a.amount, 0) AS DECIMAL(24, 2)),
  NULL, NULL, p.num_paiement, NULL
FROM {prefix}paiement p
LEFT JOIN (SELECT fk_paiement, SUM(amount) AS amount FROM {prefix}paiement_facture GROUP BY fk_paiement) a ON a.fk_paiement = p.rowid
WHERE p.entity = :company AND ABS(p.amount - COALESCE(a.amount, 0)) >= 0.005
