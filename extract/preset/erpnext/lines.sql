-- Net amounts: `amount` may hold tax that is included in the price. Quantities and
-- prices are those of the stock unit. The cost is the incoming rate at delivery.
-- Of several pricing rules that a line came under the first is its promotion. From the
-- lines, which are read from end to end, to their invoices: the other way
-- round every line would be looked for, anywhere in the widest table.
SELECT
  l.parent            AS document,
  l.idx               AS line_no,
  l.item_code         AS product,
  IF(i.is_return = 1, -l.stock_qty, l.stock_qty) AS quantity,
  IF(i.party_account_currency <> i.currency, l.base_price_list_rate, l.price_list_rate)
    / COALESCE(NULLIF(l.conversion_factor, 0), 1) AS list_price,
  IF(i.party_account_currency <> i.currency, l.base_net_amount, l.net_amount)
    / COALESCE(NULLIF(l.stock_qty, 0), 1)         AS unit_price,
  IF(i.is_return = 1, -1, 1)
    * IF(i.party_account_currency <> i.currency, l.base_net_amount, l.net_amount) AS net,
  IF(i.is_return = 1, -1, 1) * l.base_net_amount  AS company_net,
  IF(l.incoming_rate = 0, NULL, IF(i.is_return = 1, -1, 1) * l.incoming_rate * l.stock_qty) AS cost,
  NULLIF(IF(l.pricing_rules LIKE '[%', JSON_UNQUOTE(JSON_EXTRACT(l.pricing_rules, '$[0]')), SUBSTRING_INDEX(l.pricing_rules, ',', 1)), '') AS promotion
FROM `tabSales Invoice Item` l USE INDEX ()
STRAIGHT_JOIN `tabSales Invoice` i ON i.name = l.parent
WHERE l.parenttype = 'Sales Invoice' AND i.docstatus = 1 AND i.company = :company AND i.is_opening <> 'Yes' AND i.posting_date <= :as_of
  AND (i.is_internal_customer = 0 OR COALESCE(i.represents_company, '') <> i.company)
