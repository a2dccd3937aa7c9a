SELECT id, job, as_of, slice, revision, attempt, holder, lease_until, started_by, started, finished, outcome, reason, figures, manifest
FROM runs r
WHERE outcome <> '' AND finished < ?
  AND (figures <> '' OR manifest <> ''
       OR outcome IN ('delivered', 'nothing to report') AND EXISTS (SELECT 1 FROM deliveries d WHERE d.run_id = r.id)
       OR EXISTS (SELECT 1 FROM resends s WHERE s.run_id = r.id AND s.outcome <> ''))
  AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.run_id = r.id AND d.outcome = '')
  AND (outcome NOT IN ('delivered', 'partly')
       OR EXISTS (SELECT 1 FROM runs later
                  WHERE later.job = r.job AND later.slice = r.slice AND later.outcome IN ('delivered', 'partly')
                    AND (later.as_of > r.as_of OR later.as_of = r.as_of AND later.revision > r.revision)))
ORDER BY id
