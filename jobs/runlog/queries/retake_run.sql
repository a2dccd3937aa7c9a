UPDATE runs
SET attempt = attempt + 1, holder = ?, lease_until = ?, started_by = ?, started = ?, finished = '', outcome = '', reason = ''
WHERE id = ? AND attempt = ?
