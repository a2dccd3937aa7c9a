SELECT
  document, no, due, amount
FROM instalments
WHERE COALESCE(document, '') NOT IN (SELECT id FROM documents WHERE company <> :company AND id IS NOT NULL)
