UPDATE deliveries
SET state = 'done', outcome = ?, reason = ?, reply = ?, sha256 = ?, finished = ?
WHERE id = ? AND attempt = ? AND (state <> 'done' OR outcome = 'unknown')
