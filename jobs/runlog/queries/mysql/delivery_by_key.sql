SELECT id, run_id, recipient, attempt, state, message_id, outcome, reason, reply, sha256, claimed, sending, finished
FROM deliveries
WHERE run_id = ? AND recipient = ?
FOR UPDATE
