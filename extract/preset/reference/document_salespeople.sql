SELECT
  document, salesperson, share
FROM document_salespeople
WHERE NOT EXISTS (SELECT 1 FROM documents WHERE company <> :company)
  OR COALESCE(document, '') NOT IN (SELECT id FROM documents WHERE company <> :company AND id IS NOT NULL)
