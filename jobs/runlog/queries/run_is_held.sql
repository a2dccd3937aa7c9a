SELECT attempt
FROM runs
WHERE id = ? AND attempt = ? AND outcome = ''
