-- When each job last reached all of its readers, or had nothing to report to them, in
-- every slice of one day.
SELECT job, MAX(ended)
FROM (
    SELECT job, as_of, revision, MAX(finished) AS ended
    FROM runs
    GROUP BY job, as_of, revision
    HAVING SUM(CASE WHEN outcome IN ('delivered', 'nothing to report') THEN 0 ELSE 1 END) = 0
) whole
GROUP BY job
