UPDATE runs
SET lease_until = ?
WHERE id = ? AND attempt = ? AND outcome = ''
