SELECT
  id, code, name, team, region, mail, manager, joined, left_on, active
FROM salespeople
