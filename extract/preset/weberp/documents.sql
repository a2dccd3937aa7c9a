-- Invoices (10) and credit notes (11), which are negative; 12 is money. webERP keeps no
-- due date: it counts days from the invoice, or to a day of the following month, by the
-- terms of the customer today. The rate is foreign for one unit of company currency,
-- and nothing is kept in company currency. Who wrote one stands with the goods that it
-- moved, which are summed up in no order.
SELECT
  t.id       AS id,
  t.transno  AS number,
  CASE t.type WHEN 10 THEN 'invoice' WHEN 11 THEN 'credit_note' ELSE 'journal' END AS kind,
  t.debtorno AS customer,
  t.trandate AS posted,
  IF(p.dayinfollowingmonth > 0,
    LAST_DAY(t.trandate) + INTERVAL p.dayinfollowingmonth DAY,
    t.trandate + INTERVAL p.daysbeforedue DAY) AS due,
  c.currcode AS currency,
  CAST(t.rate AS DECIMAL(30, 15)) AS inverse_rate,
  CAST(IF(t.type = 11, -1, 1) * (t.ovamount + t.ovfreight + t.ovdiscount) AS DECIMAL(20, 4)) AS net,
  CAST(IF(t.type = 11, -1, 1) * t.ovgst AS DECIMAL(20, 4)) AS tax,
  CAST(IF(t.type = 11, -1, 1) * (t.ovamount + t.ovgst + t.ovfreight + t.ovdiscount) AS DECIMAL(20, 4)) AS gross,
  COALESCE(NULLIF(t.salesperson, ''), NULLIF(b.salesman, '')) AS salesperson,
  NULLIF(t.order_, 0) AS order_number,
  NULLIF(u.userid, '') AS created_by
FROM debtortrans t
LEFT JOIN debtorsmaster c ON c.debtorno = t.debtorno
LEFT JOIN paymentterms p ON p.termsindicator = c.paymentterms
LEFT JOIN custbranch b ON b.branchcode = t.branchcode AND b.debtorno = t.debtorno
LEFT JOIN (
  SELECT type, transno, MIN(userid) AS userid FROM stockmoves WHERE type IN (10, 11) GROUP BY type, transno ORDER BY NULL
) u ON u.type = t.type AND u.transno = t.transno
WHERE t.type <> 12

UNION ALL

-- A discount on a receipt lowers what the customer owes on the day of the receipt. As
-- far as it is matched with no invoice, it stands as a credit of its own.
SELECT
  CONCAT('discount-', t.id), CONCAT('discount ', t.transno), 'journal', t.debtorno, t.trandate, NULL, c.currcode,
  CAST(t.rate AS DECIMAL(30, 15)), NULL, NULL,
  CAST(t.ovdiscount + COALESCE(a.amount, 0) AS DECIMAL(20, 4)), NULL, NULL, NULL
FROM debtortrans t
JOIN debtorsmaster c ON c.debtorno = t.debtorno
LEFT JOIN (
  SELECT transid_allocfrom, SUM(amt) AS amount FROM custallocns GROUP BY transid_allocfrom
) a ON a.transid_allocfrom = t.id
WHERE t.type = 12 AND t.ovdiscount < 0 AND CAST(-t.ovdiscount AS DECIMAL(20, 4)) > COALESCE(a.amount, 0)
