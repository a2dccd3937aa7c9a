SELECT
  u.rowid      AS id,
  u.login      AS code,
  CONCAT_WS(' ', NULLIF(u.firstname, ''), u.lastname) AS name,
  u.email      AS mail,
  IF(u.fk_user IN (SELECT rowid FROM {prefix}user WHERE entity IN (0, :company)), u.fk_user, NULL) AS manager,
  u.dateemployment    AS joined,
  u.dateemploymentend AS left_on,
  u.statut            AS active
FROM {prefix}user u
WHERE u.entity IN (0, :company)
