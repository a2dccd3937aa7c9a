-- Without titles and subtotals (type 9), and without lines that use a credit up. A
-- credit note's lines bear negative prices. The cost of a line is always positive.
SELECT
  l.fk_facture AS document,
  l.rang       AS line_no,
  l.fk_product AS product,
  CAST(f.sign * IF(l.total_ht < 0, -1, 1) * ABS(l.qty) AS DECIMAL(24, 6)) AS quantity,
  CAST(ABS(IF(f.is_foreign, l.multicurrency_subprice, l.subprice)) AS DECIMAL(24, 8)) AS list_price,
  CAST(ABS(IF(f.is_foreign, l.multicurrency_total_ht, l.total_ht)) / COALESCE(NULLIF(ABS(l.qty), 0), 1) AS DECIMAL(24, 8)) AS unit_price,
  CAST(f.sign * IF(f.is_foreign, l.multicurrency_total_ht, l.total_ht) AS DECIMAL(24, 8)) AS net,
  CAST(f.sign * l.total_ht AS DECIMAL(24, 8)) AS company_net,
  CAST(NULLIF(f.sign * IF(l.total_ht < 0, -1, 1) * ABS(l.qty) * l.buy_price_ht, 0) AS DECIMAL(24, 8)) AS cost
FROM (
  SELECT i.rowid, IF(i.type = 2, -1, 1) AS sign,
    i.multicurrency_code NOT IN ('', :currency) AS is_foreign
  FROM {prefix}facture i
  WHERE i.entity = :company AND i.type IN (0, 1, 2, 5) AND i.datef <= :as_of
    AND (i.fk_statut IN (1, 2) OR i.fk_statut = 3 AND i.close_code = 'badcustomer')
) f
JOIN {prefix}facturedet l ON l.fk_facture = f.rowid
LEFT JOIN {prefix}societe_remise_except r ON r.rowid = l.fk_remise_except AND r.fk_facture_source IS NOT NULL
WHERE COALESCE(l.product_type, 0) <> 9 AND r.rowid IS NULL
