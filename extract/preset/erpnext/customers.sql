-- The credit limit is the customer's for this company, else its group's, unless that
-- lets orders pass unchecked, else the company's: as ERPNext looks for it. Zero is
-- none. Terms that are no plain number of days are left out:
-- every invoice has its due date. The salesperson is who has the largest share.
SELECT
  c.name               AS id,
  c.name               AS code,
  c.customer_name      AS name,
  c.customer_group     AS customer_group,
  c.territory          AS region,
  address.country      AS country,
  team.sales_person    AS salesperson,
  NULLIF(c.default_currency, '') AS currency,
  IF(terms.rule = 'Day(s) after invoice date', 'days', 'end_of_month') AS terms_rule,
  IF(terms.rule = 'Day(s) after invoice date' OR terms.days = 0, terms.days, NULL) AS terms_days,
  COALESCE(NULLIF(own.credit_limit, 0), NULLIF(grouped.credit_limit, 0), NULLIF(company.credit_limit, 0)) AS credit_limit,
  c.is_frozen          AS on_hold,
  contact.name         AS contact,
  COALESCE(NULLIF(contact.mail, ''), c.email_id)   AS mail,
  COALESCE(NULLIF(contact.phone, ''), c.mobile_no) AS phone,
  1 - c.disabled       AS active
FROM tabCustomer c
JOIN tabCompany company ON company.name = :company
LEFT JOIN `tabCustomer Group` g ON g.name = c.customer_group
LEFT JOIN (
  SELECT parent, MAX(due_date_based_on) AS rule, MAX(credit_days) AS days
  FROM `tabPayment Terms Template Detail`
  WHERE parenttype = 'Payment Terms Template'
  GROUP BY parent
  HAVING MIN(due_date_based_on) = MAX(due_date_based_on)
     AND MAX(due_date_based_on) IN ('Day(s) after invoice date', 'Day(s) after the end of the invoice month')
) terms ON terms.parent = COALESCE(NULLIF(c.payment_terms, ''), NULLIF(g.payment_terms, ''), company.payment_terms)
LEFT JOIN (
  SELECT parent, MAX(credit_limit) AS credit_limit
  FROM `tabCustomer Credit Limit`
  WHERE parenttype = 'Customer' AND company = :company
  GROUP BY parent
) own ON own.parent = c.name
LEFT JOIN (
  SELECT parent, MAX(credit_limit) AS credit_limit
  FROM `tabCustomer Credit Limit`
  WHERE parenttype = 'Customer Group' AND company = :company AND bypass_credit_limit_check = 0
  GROUP BY parent
) grouped ON grouped.parent = c.customer_group
LEFT JOIN (
  SELECT parent, sales_person,
    ROW_NUMBER() OVER (PARTITION BY parent ORDER BY allocated_percentage DESC, idx, sales_person) AS place
  FROM `tabSales Team`
  WHERE parenttype = 'Customer'
) team ON team.parent = c.name AND team.place = 1
LEFT JOIN (
  SELECT l.link_name AS customer,
    NULLIF(CONCAT_WS(' ', NULLIF(k.first_name, ''), NULLIF(k.last_name, '')), '') AS name,
    k.email_id AS mail, COALESCE(NULLIF(k.phone, ''), k.mobile_no) AS phone,
    ROW_NUMBER() OVER (PARTITION BY l.link_name ORDER BY k.is_billing_contact DESC, k.is_primary_contact DESC, k.name) AS place
  FROM `tabDynamic Link` l
  JOIN tabContact k ON k.name = l.parent
  WHERE l.parenttype = 'Contact' AND l.link_doctype = 'Customer'
) contact ON contact.customer = c.name AND contact.place = 1
LEFT JOIN (
  SELECT l.link_name AS customer, a.country,
    ROW_NUMBER() OVER (PARTITION BY l.link_name ORDER BY a.address_type <> 'Billing', a.is_primary_address DESC, a.name) AS place
  FROM `tabDynamic Link` l
  JOIN {address} a ON a.name = l.parent
  WHERE l.parenttype = 'Address' AND l.link_doctype = 'Customer' AND a.country <> '' AND a.disabled = 0
) address ON address.customer = c.name AND address.place = 1
