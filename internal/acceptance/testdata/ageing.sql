-- The ageing of the reference tables at the end of one day, by customer, currency
-- and bucket, in MariaDB alone. Written from the documentation of the tables and
-- the rules of ageing, not from the program.
--
-- What is open of a document or of money is its gross less all that was set against
-- it by the day, in its own currency. In company currency it is what was booked, less
-- the part of it that the settled part of the gross makes, rounded to the cent: a
-- part-paid foreign invoice stays at the rate of its own day, and one that is settled
-- whole is left with nothing. The tables that this is run on book no company amount
-- for a matching and split no foreign document into instalments.
--
-- The day is @as_of. Each step is kept, with a key, so that the next is quick.

-- Everything that counts on the day, signed as it moves what is owed.
CREATE OR REPLACE TEMPORARY TABLE ends (KEY (kind, id)) AS
SELECT 'document' AS kind, d.id, d.customer, d.currency, d.posted,
  IF(d.kind = 'credit_note', -d.gross, d.gross) AS gross,
  IF(d.kind = 'credit_note', -d.company_gross, d.company_gross) AS company,
  COALESCE(IF(d.due > '0001-01-01', d.due, NULL), CASE c.terms_rule
    WHEN 'days' THEN d.posted + INTERVAL c.terms_days DAY
    WHEN 'end_of_month' THEN LAST_DAY(d.posted + INTERVAL c.terms_days DAY)
  END, d.posted) AS due
FROM documents d LEFT JOIN customers c ON c.id = d.customer
WHERE d.posted <= @as_of AND (d.cancelled_on IS NULL OR d.cancelled_on > @as_of) AND d.gross IS NOT NULL
UNION ALL
SELECT 'receipt', r.id, r.customer, r.currency, r.received, -r.amount, -r.company_amount, NULL
FROM receipts r
WHERE r.received <= @as_of AND (r.bounced_on IS NULL OR r.bounced_on > @as_of) AND r.amount IS NOT NULL
;
-- Matchings that count on the day: made, not undone, and of two ends that count.
CREATE OR REPLACE TEMPORARY TABLE matches (KEY (taker_kind, taker), KEY (giver_kind, giver)) AS
SELECT taker.kind AS taker_kind, taker.id AS taker, giver.kind AS giver_kind, giver.id AS giver, a.instalment,
  SIGN(taker.gross) * a.amount AS taken, -SIGN(taker.gross) * COALESCE(a.giver_amount, a.amount) AS given
FROM allocations a
JOIN ends taker ON taker.kind = COALESCE(a.taker_kind, 'document') AND taker.id = a.document
LEFT JOIN ends giver ON giver.kind = a.giver_kind AND giver.id = a.giver
WHERE a.kind <> 'exchange' AND (a.giver_kind IS NULL OR giver.id IS NOT NULL)
  AND COALESCE(a.matched_on, @as_of) <= @as_of AND (a.cancelled_on IS NULL OR a.cancelled_on > @as_of)
;
CREATE OR REPLACE TEMPORARY TABLE settled (KEY (kind, id)) AS
SELECT kind, id, SUM(amount) AS amount
FROM (
  SELECT taker_kind AS kind, taker AS id, taken AS amount FROM matches
  UNION ALL
  SELECT giver_kind, giver, given FROM matches WHERE giver IS NOT NULL
) both_sides
GROUP BY kind, id
;
-- What is left of each end, not yet split into instalments.
CREATE OR REPLACE TEMPORARY TABLE left_over (KEY (kind, id)) AS
SELECT e.kind, e.id, e.customer, e.currency, e.due,
  COALESCE(s.amount, 0) AS settled,
  e.gross - COALESCE(s.amount, 0) AS open,
  e.company - IF(e.gross = 0, 0, ROUND(e.company * COALESCE(s.amount, 0) / e.gross, 2)) AS company
FROM ends e LEFT JOIN settled s ON s.kind = e.kind AND s.id = e.id
;
-- Instalments: a matching that names one lowers that one; all others lower the
-- oldest first, and the last takes what is too much.
CREATE OR REPLACE TEMPORARY TABLE named (KEY (document, no)) AS
SELECT taker AS document, instalment AS no, SUM(taken) AS taken
FROM matches WHERE instalment > 0 AND taker_kind = 'document' GROUP BY taker, instalment
;
CREATE OR REPLACE TEMPORARY TABLE parts  AS
SELECT i.document, i.no, i.due, i.amount - COALESCE(n.taken, 0) AS rest,
  SUM(COALESCE(n.taken, 0)) OVER (PARTITION BY i.document) AS by_name
FROM instalments i LEFT JOIN named n ON n.document = i.document AND n.no = i.no
;
CREATE OR REPLACE TEMPORARY TABLE waterfall  AS
SELECT p.*, l.customer, l.currency, l.settled - p.by_name AS unnamed,
  COALESCE(SUM(GREATEST(p.rest, 0)) OVER (PARTITION BY p.document ORDER BY p.due, p.no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before_it,
  ROW_NUMBER() OVER (PARTITION BY p.document ORDER BY p.due DESC, p.no DESC) = 1 AS is_last
FROM parts p JOIN left_over l ON l.kind = 'document' AND l.id = p.document
;
CREATE OR REPLACE TEMPORARY TABLE items  AS
SELECT kind, customer, currency, due, open, company FROM left_over
WHERE kind = 'receipt' OR id NOT IN (SELECT document FROM instalments)
UNION ALL
SELECT 'document', customer, currency, due, rest - taken, rest - taken -- company currency all of them
FROM (
  SELECT w.*, IF(is_last, GREATEST(unnamed - before_it, 0), LEAST(GREATEST(unnamed - before_it, 0), GREATEST(rest, 0))) AS taken
  FROM waterfall w
) lowered
;
SELECT customer, currency, bucket, CAST(SUM(open) AS CHAR) AS open, CAST(SUM(company) AS CHAR) AS company
FROM (
SELECT items.*, CASE
  WHEN kind = 'receipt' THEN 'advance'
  WHEN open < 0 OR open = 0 AND company < 0 THEN 'credit'
  WHEN due >= @as_of THEN 'not_due'
  WHEN due >= @as_of - INTERVAL 30 DAY THEN '1-30'
  WHEN due >= @as_of - INTERVAL 60 DAY THEN '31-60'
  WHEN due >= @as_of - INTERVAL 90 DAY THEN '61-90'
  ELSE 'over_90' END AS bucket
FROM items
WHERE open <> 0 OR company <> 0
) aged
GROUP BY customer, currency, bucket
