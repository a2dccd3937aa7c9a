SELECT run_id, recipient, message_id, repeats, asked_by, sha256, begun, finished, outcome, reason, reply
FROM resends
WHERE run_id = ?
ORDER BY id
