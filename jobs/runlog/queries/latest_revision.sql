SELECT COALESCE(MAX(revision), -1)
FROM runs
WHERE job = ? AND as_of = ?
