UPDATE resends
SET outcome = ?, reason = ?, reply = ?, finished = ?
WHERE message_id = ? AND run_id = ? AND outcome = ''
