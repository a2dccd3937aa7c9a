-- Of several groups of users that somebody is in, the first by name is the team.
SELECT
  u.rowid      AS id,
  u.login      AS code,
  CONCAT_WS(' ', NULLIF(u.firstname, ''), u.lastname) AS name,
  (SELECT MIN(g.nom) FROM {member} m JOIN {team} g ON g.rowid = m.fk_usergroup
   WHERE m.fk_user = u.rowid AND g.entity IN (0, :company)) AS team,
  u.email      AS mail,
  IF(u.fk_user IN (SELECT rowid FROM {prefix}user WHERE entity IN (0, :company)), u.fk_user, NULL) AS manager,
  u.dateemployment    AS joined,
  u.dateemploymentend AS left_on,
  u.statut            AS active
FROM {prefix}user u
WHERE u.entity IN (0, :company)
