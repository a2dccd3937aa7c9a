UPDATE deliveries
SET state = 'done', outcome = 'unknown', reason = ?, finished = ?
WHERE id = ? AND state = 'sending'
