UPDATE runs
SET outcome = ?, reason = ?, figures = ?, manifest = ?, finished = ?, lease_until = ''
WHERE id = ? AND attempt = ? AND outcome = ''
