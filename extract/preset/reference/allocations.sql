SELECT
  giver_kind, giver, document, instalment, matched_on, amount, giver_amount, company_amount,
  cancelled_on, kind, taker_kind
FROM allocations
WHERE taker_kind = 'receipt'
    AND COALESCE(document, '') NOT IN (SELECT id FROM receipts WHERE company <> :company AND id IS NOT NULL)
  OR COALESCE(taker_kind, '') <> 'receipt'
    AND COALESCE(document, '') NOT IN (SELECT id FROM documents WHERE company <> :company AND id IS NOT NULL)
