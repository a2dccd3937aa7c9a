SELECT
  id, code, name, customer_group, region, country, salesperson, collector, parent, currency,
  terms_days, terms_rule, terms_day, credit_limit, on_hold, contact, mail, phone, since, active
FROM customers
