UPDATE runs
SET lease_until = ?
WHERE job = ? AND as_of = ? AND revision = ? AND holder = ? AND outcome = ''
