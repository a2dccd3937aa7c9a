SELECT
  document, salesperson, share
FROM document_salespeople
WHERE COALESCE(document, '') NOT IN (SELECT id FROM documents WHERE company <> :company AND id IS NOT NULL)
