INSERT INTO attempts (run_id, attempt, holder, started_by, started, finished, outcome, reason)
SELECT id, attempt, holder, started_by, started, finished, outcome, reason
FROM runs
WHERE id = ? AND attempt = ?
