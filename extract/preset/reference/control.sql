-- Postings up to the as-of date: the balance is their sum, taken exactly by the program.
SELECT
  basis, account, posted, amount
FROM control
WHERE (posted IS NULL OR posted <= :as_of)
  AND (company IS NULL OR company = :company)
