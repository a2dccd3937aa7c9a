-- Dolibarr does not keep the day on which a credit was used: the day on which it came
-- to be counts, or the day of the invoice that uses it, if that is later.
WITH invoices AS (
  SELECT f.rowid, f.type, f.fk_soc, f.datef, f.fk_statut, f.close_code, f.total_ttc, f.multicurrency_total_ttc,
    IF(f.multicurrency_code NOT IN ('', :currency), f.multicurrency_code, NULL) AS foreign_code,
    DATE(COALESCE((SELECT date_closing FROM {prefix}facture x WHERE x.rowid = f.rowid), f.tms)) AS closed_on
  FROM {prefix}facture f
  CROSS JOIN (SELECT NULL AS date_closing) absent
  WHERE f.entity = :company AND f.type IN (0, 1, 2, 3, 5)
    AND (f.fk_statut IN (1, 2) OR f.fk_statut = 3 AND f.close_code = 'badcustomer')
), paid AS (
  SELECT a.fk_paiement, a.fk_facture, p.datep, f.fk_soc, f.foreign_code, f.type,
    CAST(SUM(IF(f.foreign_code IS NULL, a.amount, a.multicurrency_amount)) AS DECIMAL(24, 8)) AS amount,
    CAST(SUM(a.amount) AS DECIMAL(24, 8)) AS company_amount
  FROM invoices f
  JOIN {prefix}paiement_facture a ON a.fk_facture = f.rowid
  JOIN {prefix}paiement p ON p.rowid = a.fk_paiement
  GROUP BY a.fk_paiement, a.fk_facture, p.datep, f.fk_soc, f.foreign_code, f.type
), used AS (
  -- Credits that a validated invoice used, as a payment or as a line.
  SELECT r.rowid, r.fk_facture_source AS source, s.type AS source_type, f.rowid AS document, f.datef, DATE(r.datec) AS made_on,
    r.fk_facture_line IS NULL AS as_payment,
    CAST(IF(f.foreign_code IS NULL, r.amount_ttc, r.multicurrency_amount_ttc) AS DECIMAL(24, 8)) AS amount,
    CAST(r.amount_ttc AS DECIMAL(24, 8)) AS company_amount
  FROM {prefix}societe_remise_except r
  JOIN invoices s ON s.rowid = r.fk_facture_source
  LEFT JOIN {prefix}facturedet l ON l.rowid = r.fk_facture_line
  JOIN invoices f ON f.rowid = COALESCE(l.fk_facture, r.fk_facture)
  WHERE r.entity = :company
), deposit_money AS (
  SELECT p.fk_facture AS source, p.fk_paiement, p.fk_soc, p.foreign_code,
    SUM(p.amount) OVER w - p.amount AS low, SUM(p.amount) OVER w AS high
  FROM paid p
  WHERE p.type = 3
  WINDOW w AS (PARTITION BY p.fk_facture ORDER BY p.datep, p.fk_paiement ROWS UNBOUNDED PRECEDING)
), deposit_use AS (
  SELECT u.source, u.document, u.made_on, u.company_amount / u.amount AS per_unit,
    SUM(u.amount) OVER w - u.amount AS low, SUM(u.amount) OVER w AS high
  FROM used u
  WHERE u.source_type = 3 AND u.amount <> 0
  WINDOW w AS (PARTITION BY u.source ORDER BY u.made_on, u.datef, u.rowid ROWS UNBOUNDED PRECEDING)
)
SELECT
  'receipt' AS giver_kind,
  CONCAT(p.fk_paiement, '-', p.fk_soc, '-', COALESCE(p.foreign_code, '')) AS giver,
  p.fk_facture AS document,
  NULL         AS matched_on,
  IF(p.type = 2, -p.amount, p.amount)                 AS amount,
  IF(p.type = 2, -p.company_amount, p.company_amount) AS company_amount,
  IF(p.company_amount < 0, 'refund', 'receipt')       AS kind
FROM paid p

UNION ALL

-- Credit notes, and what was paid in excess.
SELECT 'document', u.source, u.document, u.made_on, u.amount, u.company_amount, 'credit'
FROM used u
WHERE u.source_type <> 3

UNION ALL

-- Deposits: the money that was paid on them, the oldest first.
SELECT 'receipt', CONCAT(m.fk_paiement, '-', m.fk_soc, '-', COALESCE(m.foreign_code, '')), u.document, u.made_on,
  LEAST(m.high, u.high) - GREATEST(m.low, u.low),
  ROUND((LEAST(m.high, u.high) - GREATEST(m.low, u.low)) * u.per_unit, 2),
  'receipt'
FROM deposit_money m
JOIN deposit_use u ON u.source = m.source
WHERE LEAST(m.high, u.high) > GREATEST(m.low, u.low)

UNION ALL

-- Closed is not paid: what was missing then was written off, or granted. What was
-- paid in excess stays the customer's; a credit note that was converted stays owed.
SELECT NULL, NULL, c.rowid, c.closed_on,
  CAST(IF(c.type = 2, -1, 1) * IF(c.foreign_code IS NULL, c.rest, c.foreign_rest) AS DECIMAL(24, 8)),
  CAST(IF(c.type = 2, -1, 1) * c.rest AS DECIMAL(24, 8)),
  IF(c.close_code = 'discount_vat', 'discount', 'write_off')
FROM (
  SELECT f.rowid, f.type, f.closed_on, f.close_code, f.foreign_code,
    f.total_ttc - COALESCE(p.company_amount, 0) - COALESCE(u.company_amount, 0) + COALESCE(m.company_amount, 0) AS rest,
    f.multicurrency_total_ttc - COALESCE(p.amount, 0) - COALESCE(u.amount, 0) + COALESCE(m.amount, 0) AS foreign_rest
  FROM invoices f
  LEFT JOIN (
    SELECT fk_facture, SUM(amount) AS amount, SUM(company_amount) AS company_amount FROM paid GROUP BY fk_facture
  ) p ON p.fk_facture = f.rowid
  LEFT JOIN (
    SELECT document, SUM(amount) AS amount, SUM(company_amount) AS company_amount FROM used WHERE as_payment GROUP BY document
  ) u ON u.document = f.rowid
  LEFT JOIN (
    SELECT fk_facture_source, SUM(multicurrency_amount_ttc) AS amount, SUM(amount_ttc) AS company_amount
    FROM {prefix}societe_remise_except WHERE entity = :company GROUP BY fk_facture_source
  ) m ON m.fk_facture_source = f.rowid AND f.type <> 3
  WHERE f.fk_statut IN (2, 3)
) c
WHERE (c.type = 2 OR c.rest > 0) AND ABS(c.rest) >= 0.005
