SELECT
  salesperson, month, net_sales
FROM targets
