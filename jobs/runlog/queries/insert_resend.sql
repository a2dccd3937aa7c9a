INSERT INTO resends (run_id, recipient, message_id, repeats, asked_by, sha256, begun, reason, reply)
VALUES (?, ?, ?, ?, ?, ?, ?, '', '')
