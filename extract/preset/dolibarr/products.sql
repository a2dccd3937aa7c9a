SELECT
  p.rowid  AS id,
  p.ref    AS code,
  p.label  AS name,
  (SELECT MIN(k.label) FROM {prefix}categorie_product l JOIN {prefix}categorie k ON k.rowid = l.fk_categorie
   WHERE l.fk_product = p.rowid) AS category,
  u.label  AS unit,
  NULLIF(p.price, 0) AS list_price,
  COALESCE(NULLIF(p.cost_price, 0), NULLIF(p.pmp, 0)) AS standard_cost
FROM {prefix}product p
LEFT JOIN {prefix}c_units u ON u.rowid = p.fk_unit
WHERE p.entity IN (0, :company) OR p.rowid IN (
  SELECT l.fk_product FROM {prefix}facturedet l JOIN {prefix}facture f ON f.rowid = l.fk_facture WHERE f.entity = :company)
