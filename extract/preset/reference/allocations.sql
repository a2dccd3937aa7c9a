SELECT
  giver_kind, giver, document, instalment, matched_on, amount, giver_amount, company_amount,
  cancelled_on, kind, taker_kind
FROM allocations
