INSERT INTO attempts (run_id, attempt, holder, started_by, started, finished, outcome, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
