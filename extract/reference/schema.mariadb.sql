-- Daybook's reference tables for MariaDB and MySQL.
--
-- Nearly every column may be NULL and no id is unique: what an import or a
-- migration brings is stored as it came, and extraction finds what is odd.
-- Money and prices keep eight decimals so that more than the four that Daybook
-- counts with are seen, and not rounded away on storing. Dates are days in the
-- company's time zone.

CREATE TABLE company (
  id                VARCHAR(255) NULL,   -- what the configuration names
  name              TEXT NULL,           -- as it stands on the workbook
  currency          VARCHAR(16) NULL,    -- ISO 4217, the currency of every company_… column
  fiscal_year_start TINYINT NULL,        -- first month of the fiscal year, 1 to 12
  time_zone         VARCHAR(64) NULL     -- IANA name: says when a day ends
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE customers (
  id             VARCHAR(255) NULL,      -- what documents and receipts refer to
  code           VARCHAR(255) NULL,      -- what people call the customer by
  name           TEXT NULL,
  customer_group VARCHAR(255) NULL,      -- any grouping, such as dealer or retail
  region         VARCHAR(255) NULL,
  country        VARCHAR(255) NULL,
  salesperson    VARCHAR(255) NULL,      -- id in salespeople
  collector      VARCHAR(255) NULL,      -- id in salespeople of who chases payment
  parent         VARCHAR(255) NULL,      -- id in customers of the head office
  currency       VARCHAR(16) NULL,       -- ISO 4217, in which the customer usually buys
  terms_days     INT NULL,               -- days of credit after posting
  terms_rule     VARCHAR(32) NULL,       -- days, end_of_month or day_of_month
  terms_day      TINYINT NULL,           -- day of the month, for day_of_month
  credit_limit   DECIMAL(25,8) NULL,     -- company currency, NULL where there is none
  on_hold        TINYINT NULL,           -- 1 while deliveries are stopped
  contact        VARCHAR(255) NULL,
  mail           VARCHAR(320) NULL,
  phone          VARCHAR(255) NULL,
  since          DATE NULL,              -- first day as a customer
  active         TINYINT NULL            -- 0 where no longer a customer
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE salespeople (
  id      VARCHAR(255) NULL,
  code    VARCHAR(255) NULL,
  name    TEXT NULL,
  team    VARCHAR(255) NULL,
  region  VARCHAR(255) NULL,
  mail    VARCHAR(320) NULL,
  manager VARCHAR(255) NULL,             -- id in salespeople
  joined  DATE NULL,
  left_on DATE NULL,                     -- last day, NULL while employed
  active  TINYINT NULL                   -- 0 where they left and nobody knows when
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE products (
  id            VARCHAR(255) NULL,
  code          VARCHAR(255) NULL,
  name          TEXT NULL,
  category      VARCHAR(255) NULL,
  brand         VARCHAR(255) NULL,
  unit          VARCHAR(64) NULL,        -- unit of measure of every quantity
  list_price    DECIMAL(25,8) NULL,      -- per unit, company currency
  standard_cost DECIMAL(25,8) NULL       -- per unit, company currency
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Anything but money that changes what a customer owes.
CREATE TABLE documents (
  id            VARCHAR(255) NULL,       -- what lines and allocations refer to
  number        VARCHAR(255) NULL,       -- printed on the document
  kind          VARCHAR(32) NULL,        -- invoice, credit_note, debit_note, opening or journal
  customer      VARCHAR(255) NULL,       -- id in customers
  posted        DATE NULL,               -- the day from which it counts
  due           DATE NULL,               -- NULL: from the customer's terms
  currency      VARCHAR(16) NULL,        -- ISO 4217, of net, tax and gross
  rate          DECIMAL(38,18) NULL,     -- company currency for one unit of the document's
  net           DECIMAL(25,8) NULL,      -- document currency, positive: the kind gives the sign (opening and journal carry their own)
  tax           DECIMAL(25,8) NULL,
  gross         DECIMAL(25,8) NULL,      -- net + tax
  company_net   DECIMAL(25,8) NULL,      -- as booked, NULL: at the rate
  company_tax   DECIMAL(25,8) NULL,
  company_gross DECIMAL(25,8) NULL,
  salesperson   VARCHAR(255) NULL,       -- id in salespeople, NULL: the customer's
  corrects      VARCHAR(255) NULL,       -- id of the document that this one corrects
  revalues      VARCHAR(255) NULL,       -- id of the document whose exchange rate this one corrects
  order_number  VARCHAR(255) NULL,
  contract      VARCHAR(255) NULL,
  disputed      TINYINT NULL,            -- 1 while the customer disputes it
  cancelled_on  DATE NULL,               -- the day from which it no longer counts
  created_by    VARCHAR(255) NULL,
  approved_by   VARCHAR(255) NULL,
  company       VARCHAR(255) NULL        -- id in company, NULL: of all that the tables hold
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Parts of a document that fall due on days of their own.
CREATE TABLE instalments (
  document VARCHAR(255) NULL,            -- id in documents
  no       INT NULL,                     -- 1, 2, 3, …
  due      DATE NULL,
  amount   DECIMAL(25,8) NULL            -- document currency
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Documents that more than one salesperson shares.
CREATE TABLE document_salespeople (
  document    VARCHAR(255) NULL,         -- id in documents
  salesperson VARCHAR(255) NULL,         -- id in salespeople
  share       DECIMAL(9,6) NULL          -- fraction of 1
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- `lines` is a reserved word in MySQL and MariaDB and stands in backquotes.
CREATE TABLE `lines` (
  document      VARCHAR(255) NULL,       -- id in documents
  line_no       INT NULL,
  product       VARCHAR(255) NULL,       -- id in products
  quantity      DECIMAL(18,6) NULL,      -- product's unit
  list_price    DECIMAL(25,8) NULL,      -- per unit, document currency
  unit_price    DECIMAL(25,8) NULL,      -- per unit after discount, document currency
  discount      DECIMAL(25,8) NULL,      -- of the line, document currency
  net           DECIMAL(25,8) NULL,      -- document currency
  company_net   DECIMAL(25,8) NULL,      -- as booked, NULL: at the document's rate
  cost          DECIMAL(25,8) NULL,      -- of the line, company currency
  promotion     VARCHAR(255) NULL,       -- id in promotions
  return_reason VARCHAR(255) NULL        -- any text, on lines of credit notes
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE receipts (
  id             VARCHAR(255) NULL,      -- what allocations refer to
  number         VARCHAR(255) NULL,
  customer       VARCHAR(255) NULL,      -- id in customers
  received       DATE NULL,              -- the day from which it counts
  matures        DATE NULL,              -- when a bill or post-dated cheque becomes money
  bounced_on     DATE NULL,              -- when the money was taken back
  currency       VARCHAR(16) NULL,       -- ISO 4217, of amount
  rate           DECIMAL(38,18) NULL,    -- company currency for one unit of the receipt's
  amount         DECIMAL(25,8) NULL,     -- negative: paid back
  company_amount DECIMAL(25,8) NULL,     -- as booked, NULL: at the rate
  method         VARCHAR(255) NULL,      -- such as transfer, cheque, acceptance
  reference      TEXT NULL,              -- what the payer wrote
  created_by     VARCHAR(255) NULL,
  approved_by    VARCHAR(255) NULL,
  company        VARCHAR(255) NULL       -- id in company, NULL: of all
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which money or credit settles which document.
CREATE TABLE allocations (
  giver_kind     VARCHAR(32) NULL,       -- receipt or document, NULL where nothing gives
  giver          VARCHAR(255) NULL,      -- id in receipts or documents
  document       VARCHAR(255) NULL,      -- id in documents (or, as taker_kind says, receipts) of what is settled
  instalment     INT NULL,               -- no in instalments
  matched_on     DATE NULL,              -- the day of matching, where it is known
  amount         DECIMAL(25,8) NULL,     -- currency of the document
  giver_amount   DECIMAL(25,8) NULL,     -- currency of the giver, NULL: as amount
  company_amount DECIMAL(25,8) NULL,     -- as booked, NULL: a part of both ends' own
  cancelled_on   DATE NULL,              -- the day of un-matching
  kind           VARCHAR(32) NULL,       -- receipt, credit, discount, write_off, exchange or refund
  taker_kind     VARCHAR(32) NULL        -- document or receipt, NULL: document; money is set against money where a deposit is paid back
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE orders (
  id              VARCHAR(255) NULL,
  number          VARCHAR(255) NULL,
  customer        VARCHAR(255) NULL,     -- id in customers
  salesperson     VARCHAR(255) NULL,     -- id in salespeople
  ordered         DATE NULL,
  approved_on     DATE NULL,
  approved_by     VARCHAR(255) NULL,
  contract_signed DATE NULL,
  promised        DATE NULL,             -- delivery date that was promised
  shipped         DATE NULL,
  delivered       DATE NULL,
  invoiced        DATE NULL,
  currency        VARCHAR(16) NULL,      -- ISO 4217, of the amounts
  amount          DECIMAL(25,8) NULL,    -- gross
  not_shipped     DECIMAL(25,8) NULL,    -- part of amount
  not_invoiced    DECIMAL(25,8) NULL,    -- part of amount
  status          VARCHAR(64) NULL,      -- the ERP's own word
  company         VARCHAR(255) NULL      -- id in company, NULL: of all
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_lines (
  order_id     VARCHAR(255) NULL,        -- id in orders
  line_no      INT NULL,
  product      VARCHAR(255) NULL,        -- id in products
  quantity     DECIMAL(18,6) NULL,
  unit_price   DECIMAL(25,8) NULL,       -- per unit, currency of the order
  net          DECIMAL(25,8) NULL,       -- currency of the order
  not_shipped  DECIMAL(18,6) NULL,       -- quantity
  not_invoiced DECIMAL(18,6) NULL        -- quantity
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Goods that have left and are not wholly invoiced.
CREATE TABLE deliveries (
  id           VARCHAR(255) NULL,
  order_id     VARCHAR(255) NULL,        -- id in orders
  customer     VARCHAR(255) NULL,        -- id in customers
  shipped      DATE NULL,
  delivered    DATE NULL,
  not_invoiced DECIMAL(25,8) NULL,       -- company currency
  company      VARCHAR(255) NULL         -- id in company, NULL: of all
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was offered to customers, and what became of it.
CREATE TABLE quotations (
  id           VARCHAR(255) NULL,
  number       VARCHAR(255) NULL,
  customer     VARCHAR(255) NULL,        -- id in customers, NULL: a prospect
  prospect     VARCHAR(255) NULL,        -- the name of somebody who is no customer yet
  salesperson  VARCHAR(255) NULL,        -- id in salespeople, NULL: the customer's
  quoted       DATE NULL,
  valid_until  DATE NULL,                -- included, NULL: it does not expire
  currency     VARCHAR(16) NULL,         -- ISO 4217, of amount
  amount       DECIMAL(25,8) NULL,       -- gross, as of orders
  outcome      VARCHAR(32) NULL,         -- open, ordered or lost
  decided      DATE NULL,                -- the day on which it was ordered or lost
  order_id     VARCHAR(255) NULL,        -- id in orders of what it became
  company      VARCHAR(255) NULL         -- id in company, NULL: of all
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE rates (
  currency VARCHAR(16) NULL,             -- ISO 4217
  day      DATE NULL,                    -- from which the rate holds
  rate     DECIMAL(38,18) NULL           -- company currency for one unit
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE targets (
  salesperson VARCHAR(255) NULL,         -- id in salespeople
  month       DATE NULL,                 -- its first day
  net_sales   DECIMAL(25,8) NULL         -- company currency
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE promotions (
  id          VARCHAR(255) NULL,
  name        TEXT NULL,
  valid_from  DATE NULL,
  valid_until DATE NULL                  -- included
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What the general ledger's receivables accounts say, and the ERP's own total.
CREATE TABLE control (
  basis   VARCHAR(16) NULL,              -- gl: a posting on an account, erp: the ERP's own total
  account VARCHAR(255) NULL,
  posted  DATE NULL,                     -- the day of the posting
  amount  DECIMAL(25,8) NULL,            -- company currency, debit positive
  company VARCHAR(255) NULL              -- id in company, NULL: of all
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
