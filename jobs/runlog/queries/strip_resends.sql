DELETE FROM resends
WHERE run_id = ? AND outcome <> ''
