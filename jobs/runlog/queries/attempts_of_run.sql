SELECT attempt, holder, started_by, started, finished, outcome, reason
FROM attempts
WHERE run_id = ?
ORDER BY attempt
