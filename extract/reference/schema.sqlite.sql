-- Daybook's reference tables for SQLite.
--
-- Every column is TEXT, because SQLite would keep a DECIMAL as a float and has
-- no dates: amounts are plain decimals, dates YYYY-MM-DD in the company's time
-- zone, booleans 1 or 0. No column is required and no id unique: what an import
-- brings is stored as it came, and extraction finds what is odd.

CREATE TABLE company (
  id                TEXT, -- what the configuration names
  name              TEXT, -- as it stands on the workbook
  currency          TEXT, -- ISO 4217, the currency of every company_… column
  fiscal_year_start TEXT, -- first month of the fiscal year, 1 to 12
  time_zone         TEXT  -- IANA name: says when a day ends
);

CREATE TABLE customers (
  id             TEXT,    -- what documents and receipts refer to
  code           TEXT,    -- what people call the customer by
  name           TEXT,
  customer_group TEXT,    -- any grouping, such as dealer or retail
  region         TEXT,
  country        TEXT,
  salesperson    TEXT,    -- id in salespeople
  collector      TEXT,    -- id in salespeople of who chases payment
  parent         TEXT,    -- id in customers of the head office
  currency       TEXT,    -- ISO 4217, in which the customer usually buys
  terms_days     TEXT,    -- days of credit after posting
  terms_rule     TEXT,    -- days, end_of_month or day_of_month
  terms_day      TEXT,    -- day of the month, for day_of_month
  credit_limit   TEXT,    -- company currency, NULL where there is none
  on_hold        TEXT,    -- 1 while deliveries are stopped
  contact        TEXT,
  mail           TEXT,
  phone          TEXT,
  since          TEXT,    -- first day as a customer
  active         TEXT     -- 0 where no longer a customer
);

CREATE TABLE salespeople (
  id      TEXT,
  code    TEXT,
  name    TEXT,
  team    TEXT,
  region  TEXT,
  mail    TEXT,
  manager TEXT,           -- id in salespeople
  joined  TEXT,
  left_on TEXT,           -- last day, NULL while employed
  active  TEXT            -- 0 where they left and nobody knows when
);

CREATE TABLE products (
  id            TEXT,
  code          TEXT,
  name          TEXT,
  category      TEXT,
  brand         TEXT,
  unit          TEXT,     -- unit of measure of every quantity
  list_price    TEXT,     -- per unit, company currency
  standard_cost TEXT      -- per unit, company currency
);

-- Anything but money that changes what a customer owes.
CREATE TABLE documents (
  id            TEXT,     -- what lines and allocations refer to
  number        TEXT,     -- printed on the document
  kind          TEXT,     -- invoice, credit_note, debit_note, opening or journal
  customer      TEXT,     -- id in customers
  posted        TEXT,     -- the day from which it counts
  due           TEXT,     -- NULL: from the customer's terms
  currency      TEXT,     -- ISO 4217, of net, tax and gross
  rate          TEXT,     -- company currency for one unit of the document's
  net           TEXT,     -- document currency, positive: the kind gives the sign (opening and journal carry their own)
  tax           TEXT,
  gross         TEXT,     -- net + tax
  company_net   TEXT,     -- as booked, NULL: at the rate
  company_tax   TEXT,
  company_gross TEXT,
  salesperson   TEXT,     -- id in salespeople, NULL: the customer's
  corrects      TEXT,     -- id of the document that this one corrects
  revalues      TEXT,     -- id of the document whose exchange rate this one corrects
  order_number  TEXT,
  contract      TEXT,
  disputed      TEXT,     -- 1 while the customer disputes it
  cancelled_on  TEXT,     -- the day from which it no longer counts
  created_by    TEXT,
  approved_by   TEXT,
  company       TEXT      -- id in company, NULL: of all that the tables hold
);

-- Parts of a document that fall due on days of their own.
CREATE TABLE instalments (
  document TEXT,          -- id in documents
  no       TEXT,          -- 1, 2, 3, …
  due      TEXT,
  amount   TEXT           -- document currency
);

-- Documents that more than one salesperson shares.
CREATE TABLE document_salespeople (
  document    TEXT,       -- id in documents
  salesperson TEXT,       -- id in salespeople
  share       TEXT        -- fraction of 1
);

-- The backquotes of `lines` are for the SQL that MariaDB reads too.
CREATE TABLE `lines` (
  document      TEXT,     -- id in documents
  line_no       TEXT,
  product       TEXT,     -- id in products
  quantity      TEXT,     -- product's unit
  list_price    TEXT,     -- per unit, document currency
  unit_price    TEXT,     -- per unit after discount, document currency
  discount      TEXT,     -- of the line, document currency
  net           TEXT,     -- document currency
  company_net   TEXT,     -- as booked, NULL: at the document's rate
  cost          TEXT,     -- of the line, company currency
  promotion     TEXT,     -- id in promotions
  return_reason TEXT      -- any text, on lines of credit notes
);

CREATE TABLE receipts (
  id             TEXT,    -- what allocations refer to
  number         TEXT,
  customer       TEXT,    -- id in customers
  received       TEXT,    -- the day from which it counts
  matures        TEXT,    -- when a bill or post-dated cheque becomes money
  bounced_on     TEXT,    -- when the money was taken back
  currency       TEXT,    -- ISO 4217, of amount
  rate           TEXT,    -- company currency for one unit of the receipt's
  amount         TEXT,    -- negative: paid back
  company_amount TEXT,    -- as booked, NULL: at the rate
  method         TEXT,    -- such as transfer, cheque, acceptance
  reference      TEXT,    -- what the payer wrote
  created_by     TEXT,
  approved_by    TEXT,
  company        TEXT     -- id in company, NULL: of all
);

-- Which money or credit settles which document.
CREATE TABLE allocations (
  giver_kind     TEXT,    -- receipt or document, NULL where nothing gives
  giver          TEXT,    -- id in receipts or documents
  document       TEXT,    -- id in documents (or, as taker_kind says, receipts) of what is settled
  instalment     TEXT,    -- no in instalments
  matched_on     TEXT,    -- the day of matching, where it is known
  amount         TEXT,    -- currency of the document
  giver_amount   TEXT,    -- currency of the giver, NULL: as amount
  company_amount TEXT,    -- as booked, NULL: a part of both ends' own
  cancelled_on   TEXT,    -- the day of un-matching
  kind           TEXT,    -- receipt, credit, discount, write_off, exchange or refund
  taker_kind     TEXT     -- document or receipt, NULL: document; money is set against money where a deposit is paid back
);

CREATE TABLE orders (
  id              TEXT,
  number          TEXT,
  customer        TEXT,   -- id in customers
  salesperson     TEXT,   -- id in salespeople
  ordered         TEXT,
  approved_on     TEXT,
  approved_by     TEXT,
  contract_signed TEXT,
  promised        TEXT,   -- delivery date that was promised
  shipped         TEXT,
  delivered       TEXT,
  invoiced        TEXT,
  currency        TEXT,   -- ISO 4217, of the amounts
  amount          TEXT,   -- gross
  not_shipped     TEXT,   -- part of amount
  not_invoiced    TEXT,   -- part of amount
  status          TEXT,   -- the ERP's own word
  company         TEXT    -- id in company, NULL: of all
);

CREATE TABLE order_lines (
  order_id     TEXT,      -- id in orders
  line_no      TEXT,
  product      TEXT,      -- id in products
  quantity     TEXT,
  unit_price   TEXT,      -- per unit, currency of the order
  net          TEXT,      -- currency of the order
  not_shipped  TEXT,      -- quantity
  not_invoiced TEXT       -- quantity
);

-- Goods that have left and are not wholly invoiced.
CREATE TABLE deliveries (
  id           TEXT,
  order_id     TEXT,      -- id in orders
  customer     TEXT,      -- id in customers
  shipped      TEXT,
  delivered    TEXT,
  not_invoiced TEXT,      -- company currency
  company      TEXT       -- id in company, NULL: of all
);

-- What was offered to customers, and what became of it.
CREATE TABLE quotations (
  id           TEXT,
  number       TEXT,
  customer     TEXT,      -- id in customers, NULL: a prospect
  prospect     TEXT,      -- the name of somebody who is no customer yet
  salesperson  TEXT,      -- id in salespeople, NULL: the customer's
  quoted       TEXT,
  valid_until  TEXT,      -- included, NULL: it does not expire
  currency     TEXT,      -- ISO 4217, of amount
  amount       TEXT,      -- gross, as of orders
  outcome      TEXT,      -- open, ordered or lost
  decided      TEXT,      -- the day on which it was ordered or lost
  order_id     TEXT,      -- id in orders of what it became
  company      TEXT       -- id in company, NULL: of all
);

CREATE TABLE rates (
  currency TEXT,          -- ISO 4217
  day      TEXT,          -- from which the rate holds
  rate     TEXT           -- company currency for one unit
);

CREATE TABLE targets (
  salesperson TEXT,       -- id in salespeople
  month       TEXT,       -- its first day
  net_sales   TEXT        -- company currency
);

CREATE TABLE promotions (
  id          TEXT,
  name        TEXT,
  valid_from  TEXT,
  valid_until TEXT        -- included
);

-- What the general ledger's receivables accounts say, and the ERP's own total.
CREATE TABLE control (
  basis   TEXT,           -- gl: a posting on an account, erp: the ERP's own total
  account TEXT,
  posted  TEXT,           -- the day of the posting
  amount  TEXT,           -- company currency, debit positive
  company TEXT            -- id in company, NULL: of all
);
