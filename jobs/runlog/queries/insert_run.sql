INSERT INTO runs (job, as_of, slice, revision, attempt, holder, lease_until, started_by, started)
VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)
ON CONFLICT (job, as_of, slice, revision) DO NOTHING
