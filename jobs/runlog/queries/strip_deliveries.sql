DELETE FROM deliveries
WHERE run_id = ? AND EXISTS (SELECT 1 FROM runs r WHERE r.id = deliveries.run_id AND r.outcome IN ('delivered', 'nothing to report'))
