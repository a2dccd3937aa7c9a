-- When a job last reached all of its readers, or had nothing to report to them, in
-- every slice of one day from a day on. Watchers ask often, and the history is long:
-- the key of the table leads to the days.
SELECT COALESCE(MAX(ended), '')
FROM (
    SELECT MAX(finished) AS ended
    FROM runs
    WHERE job = ? AND as_of >= ?
    GROUP BY as_of, revision
    HAVING SUM(CASE WHEN outcome IN ('delivered', 'nothing to report') THEN 0 ELSE 1 END) = 0
) whole
