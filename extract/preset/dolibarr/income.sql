-- What invoices posted to accounts of income of the chart that is in use. An accountant
-- transfers invoices to the ledger when it suits: as long as one of the time is still to
-- be, and where the module is not used, the ledger's income is not supplied.
SELECT
  b.numero_compte AS account,
  CAST(SUM(CAST(b.credit AS DECIMAL(24, 8)) - CAST(b.debit AS DECIMAL(24, 8))) AS DECIMAL(24, 2)) AS amount
FROM {prefix}accounting_bookkeeping b
JOIN (
  SELECT DISTINCT a.account_number
  FROM {prefix}const k
  JOIN {prefix}accounting_system s ON s.rowid = CAST(k.value AS UNSIGNED)
  JOIN {prefix}accounting_account a ON a.fk_pcg_version = s.pcg_version AND a.entity = :company AND a.pcg_type = 'INCOME'
  WHERE k.name = 'CHARTOFACCOUNTS' AND k.entity IN (0, :company)
) i ON i.account_number = b.numero_compte
WHERE b.entity = :company AND b.doc_type = 'customer_invoice' AND b.doc_date >= :from AND b.doc_date < :as_of + INTERVAL 1 DAY
  AND NOT EXISTS (
    SELECT 1
    FROM {prefix}facture f
    LEFT JOIN {prefix}accounting_bookkeeping t ON t.doc_type = 'customer_invoice' AND t.fk_doc = f.rowid AND t.entity = :company
    WHERE f.entity = :company AND f.type IN (0, 1, 2, 5) AND f.fk_statut IN (1, 2) AND f.total_ttc <> 0
      AND f.datef >= :from AND f.datef <= :as_of AND t.rowid IS NULL)
GROUP BY b.numero_compte
