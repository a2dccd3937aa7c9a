UPDATE deliveries
SET attempt = ?, state = 'claimed', message_id = ?, outcome = '', reason = '', reply = '', sha256 = '', claimed = ?, sending = '', finished = ''
WHERE id = ? AND state <> 'sending' AND outcome NOT IN ('delivered', 'unknown')
