SELECT id, job, as_of, slice, revision, attempt, holder, lease_until, started_by, started, finished, outcome, reason, figures, manifest
FROM runs
WHERE (? = '' OR job = ?)
  AND (? = '' OR as_of >= ?)
  AND (? = '' OR as_of <= ?)
  AND (? = '' OR EXISTS (SELECT 1 FROM deliveries d WHERE d.run_id = runs.id AND d.recipient = ?)
              OR EXISTS (SELECT 1 FROM resends s WHERE s.run_id = runs.id AND s.recipient = ?))
  AND (? = 0 OR outcome = '')
ORDER BY started DESC, id DESC
LIMIT ?
