-- Net of the tax that prices may include. The lines of a document are rounded so that
-- they add up to its net amount without freight.
SELECT
  CONCAT(l.type, '-', l.trans_no) AS document,
  l.line_no         AS line_no,
  l.stock_id        AS product,
  CAST(l.quantity AS DECIMAL(24, 6))   AS quantity,
  CAST(l.list_price AS DECIMAL(24, 8)) AS list_price,
  CAST(l.unit_price AS DECIMAL(24, 8)) AS unit_price,
  CAST(l.quantity * (l.list_price - l.unit_price) AS DECIMAL(24, 2)) AS discount,
  CAST(COALESCE(ROUND(l.net * l.upto / l.total, 2) - ROUND(l.net * (l.upto - l.value) / l.total, 2), 0) AS DECIMAL(24, 2)) AS net,
  CAST(NULLIF(l.quantity * l.standard_cost, 0) AS DECIMAL(24, 4)) AS cost
FROM (
  SELECT p.type, p.trans_no, p.net, p.stock_id, p.quantity, p.list_price, p.unit_price, p.standard_cost,
    CAST(p.quantity * p.unit_price AS DECIMAL(24, 8)) AS value,
    ROW_NUMBER() OVER (PARTITION BY p.type, p.trans_no ORDER BY p.id) AS line_no,
    CAST(SUM(p.quantity * p.unit_price) OVER (PARTITION BY p.type, p.trans_no ORDER BY p.id ROWS UNBOUNDED PRECEDING) AS DECIMAL(24, 8)) AS upto,
    CAST(NULLIF(SUM(p.quantity * p.unit_price) OVER (PARTITION BY p.type, p.trans_no), 0) AS DECIMAL(24, 8)) AS total
  FROM (
    SELECT d.type, d.trans_no, i.id, i.stock_id, i.quantity, i.standard_cost,
      i.unit_price - IF(d.tax_included = 1, i.unit_tax, 0) AS list_price,
      i.unit_price * (1 - i.discount_percent) - IF(d.tax_included = 1, i.unit_tax, 0) AS unit_price,
      CAST(d.ov_amount + d.ov_discount - IF(d.tax_included = 1, COALESCE(x.tax, 0), 0) AS DECIMAL(24, 6)) AS net
    FROM {prefix}debtor_trans d
    JOIN {prefix}debtor_trans_details i ON i.debtor_trans_type = d.type AND i.debtor_trans_no = d.trans_no
    LEFT JOIN {prefix}voided v ON v.type = d.type AND v.id = d.trans_no
    LEFT JOIN (
      SELECT trans_type, trans_no, ABS(SUM(amount)) AS tax
      FROM {prefix}trans_tax_details
      WHERE trans_type IN (10, 11)
      GROUP BY trans_type, trans_no
    ) x ON x.trans_type = d.type AND x.trans_no = d.trans_no
    WHERE d.type IN (10, 11) AND v.id IS NULL AND d.prep_amount = 0 AND d.tran_date <= :as_of
  ) p
) l
