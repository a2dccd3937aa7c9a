SELECT id, job, as_of, slice, revision, attempt, holder, lease_until, started_by, started, finished, outcome, reason, figures, manifest
FROM runs
WHERE job = ? AND slice = ? AND as_of < ? AND outcome IN ('delivered', 'partly')
ORDER BY as_of DESC, revision DESC
LIMIT 1
