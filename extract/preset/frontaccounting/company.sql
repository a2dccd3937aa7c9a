-- A prefix is a company. Its currency is the one whose rate is 1: of all customers'
-- currencies that which most of such transactions bear. Its fiscal year begins as the
-- last that was set up.
SELECT
  '1'            AS id,
  :company_name  AS name,
  (SELECT d.curr_code
   FROM {prefix}debtor_trans t
   JOIN {prefix}debtors_master d ON d.debtor_no = t.debtor_no
   WHERE t.rate = 1
   GROUP BY d.curr_code
   ORDER BY COUNT(*) DESC, d.curr_code
   LIMIT 1)      AS currency,
  (SELECT MONTH(y.`begin`) FROM {fiscal_year} y ORDER BY y.`begin` DESC LIMIT 1) AS fiscal_year_start
