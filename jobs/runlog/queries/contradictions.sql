SELECT 'delivery of no run', d.run_id, d.recipient
FROM deliveries d LEFT JOIN runs r ON r.id = d.run_id
WHERE r.id IS NULL
UNION ALL
SELECT 'attempt of no run', a.run_id, ''
FROM attempts a LEFT JOIN runs r ON r.id = a.run_id
WHERE r.id IS NULL
UNION ALL
SELECT 'sending without an end', r.id, d.recipient
FROM deliveries d JOIN runs r ON r.id = d.run_id
WHERE r.outcome <> '' AND d.state = 'sending'
UNION ALL
SELECT 'claimed without an end', r.id, d.recipient
FROM deliveries d JOIN runs r ON r.id = d.run_id
WHERE r.outcome <> '' AND d.state = 'claimed'
UNION ALL
SELECT 'delivery of a later attempt', r.id, d.recipient
FROM deliveries d JOIN runs r ON r.id = d.run_id
WHERE d.attempt > r.attempt
UNION ALL
SELECT 'done without an outcome', d.run_id, d.recipient
FROM deliveries d
WHERE (d.state = 'done') <> (d.outcome <> '')
UNION ALL
SELECT 'delivered, and a delivery is unknown', r.id, d.recipient
FROM deliveries d JOIN runs r ON r.id = d.run_id
WHERE r.outcome = 'delivered' AND d.outcome = 'unknown'
UNION ALL
SELECT 'ended without an instant, or the reverse', r.id, ''
FROM runs r
WHERE (r.outcome <> '') <> (r.finished <> '')
UNION ALL
SELECT 'attempts are missing', r.id, ''
FROM runs r
WHERE r.attempt <> 1 + (SELECT COUNT(*) FROM attempts a WHERE a.run_id = r.id)
