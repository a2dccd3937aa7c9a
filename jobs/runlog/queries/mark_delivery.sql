UPDATE deliveries
SET state = ?, sending = ?, reason = ?
WHERE id = ? AND attempt = ? AND state <> 'done'
  AND EXISTS (SELECT 1 FROM runs r WHERE r.id = deliveries.run_id AND r.attempt = deliveries.attempt AND r.outcome = '')
