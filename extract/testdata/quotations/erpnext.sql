-- Quotations as of 31 March 2025, in ERPNext's tables.
INSERT INTO tabCompany (name, company_name, default_currency) VALUES ('Mill', 'The Mill', 'USD'), ('Other', 'Other', 'USD');
INSERT INTO tabCustomer (name, customer_name) VALUES ('A', 'Alpha');
INSERT INTO tabQuotation (name, docstatus, company, quotation_to, party_name, customer_name, transaction_date, valid_till, base_grand_total, status, modified) VALUES
  ('Q-OPEN', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-10', '2025-04-10', 110, 'Open', '2025-03-10 09:00:00'),
  ('Q-LEAD', 1, 'Mill', 'Lead', 'CRM-LEAD-1', 'New Mill', '2025-03-11', NULL, 50, 'Replied', '2025-03-11 09:00:00'),
  ('Q-WON', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-12', '2025-04-10', 120, 'Ordered', '2025-03-25 09:00:00'),
  ('Q-LATER', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-13', '2025-04-10', 130, 'Partially Ordered', '2025-04-02 09:00:00'),
  ('Q-BACK', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-14', '2025-04-10', 140, 'Open', '2025-03-20 09:00:00'),
  ('Q-LOST', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-12', '2025-04-10', 150, 'Lost', '2025-03-15 23:30:00'),
  ('Q-LOSTLATER', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-12', '2025-04-10', 160, 'Lost', '2025-04-03 09:00:00'),
  ('Q-EXPIRED', 1, 'Mill', 'Customer', 'A', 'Alpha', '2025-02-01', '2025-03-01', 170, 'Expired', '2025-03-02 00:05:00'),
  ('Q-DRAFT', 0, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-10', '2025-04-10', 1, 'Draft', '2025-03-10 09:00:00'),
  ('Q-CANCELLED', 2, 'Mill', 'Customer', 'A', 'Alpha', '2025-03-10', '2025-04-10', 2, 'Cancelled', '2025-03-10 09:00:00'),
  ('Q-OTHER', 1, 'Other', 'Customer', 'A', 'Alpha', '2025-03-10', '2025-04-10', 3, 'Open', '2025-03-10 09:00:00');
INSERT INTO `tabSales Order` (name, docstatus, company, customer, transaction_date, base_grand_total, status) VALUES
  ('SO-1', 1, 'Mill', 'A', '2025-03-20', 60, 'To Deliver and Bill'), ('SO-2', 1, 'Mill', 'A', '2025-03-25', 60, 'To Deliver and Bill'),
  ('SO-3', 1, 'Mill', 'A', '2025-04-02', 65, 'To Deliver and Bill'), ('SO-4', 2, 'Mill', 'A', '2025-03-18', 140, 'Cancelled');
INSERT INTO `tabSales Order Item` (name, parent, parenttype, idx, prevdoc_docname) VALUES
  ('s1', 'SO-1', 'Sales Order', 1, 'Q-WON'), ('s1b', 'SO-1', 'Sales Order', 2, 'Q-WON'), ('s2', 'SO-2', 'Sales Order', 1, 'Q-WON'),
  ('s3', 'SO-3', 'Sales Order', 1, 'Q-LATER'), ('s4', 'SO-4', 'Sales Order', 1, 'Q-BACK'), ('s5', 'SO-2', 'Sales Order', 2, NULL);
