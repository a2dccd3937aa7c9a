SELECT
  document, salesperson, share
FROM document_salespeople
