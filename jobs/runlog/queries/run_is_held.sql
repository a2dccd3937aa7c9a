SELECT COUNT(*)
FROM runs
WHERE id = ? AND attempt = ? AND outcome = ''
