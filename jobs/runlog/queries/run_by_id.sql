SELECT id, job, as_of, slice, revision, attempt, holder, lease_until, started_by, started, finished, outcome, reason, figures, manifest
FROM runs
WHERE id = ?
