INSERT INTO runs (job, as_of, slice, revision, attempt, holder, lease_until, started_by, started, reason, figures, manifest)
VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, '', '', '')
