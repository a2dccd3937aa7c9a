INSERT INTO deliveries (run_id, recipient, attempt, state, message_id, claimed, reason, reply)
VALUES (?, ?, ?, 'claimed', ?, ?, '', '')
