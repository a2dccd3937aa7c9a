INSERT INTO deliveries (run_id, recipient, attempt, state, message_id, claimed)
VALUES (?, ?, ?, 'claimed', ?, ?)
ON CONFLICT (run_id, recipient) DO NOTHING
