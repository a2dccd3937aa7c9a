UPDATE deliveries
SET state = 'done', outcome = 'unknown', reason = ?, finished = ?
WHERE run_id = ? AND state = 'sending'
