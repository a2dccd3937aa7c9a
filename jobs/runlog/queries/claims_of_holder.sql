SELECT id, attempt
FROM runs
WHERE job = ? AND as_of = ? AND revision = ? AND holder = ? AND outcome = ''
