-- Proposals as of 31 March 2025, in the columns that all versions of Dolibarr have.
SET foreign_key_checks = 0, sql_mode = '';
INSERT INTO llx_const (name, entity, value) VALUES ('MAIN_MONNAIE', 1, 'EUR'), ('MAIN_INFO_SOCIETE_NOM', 1, 'The Mill');
INSERT INTO llx_societe (rowid, entity, nom, code_client, client, status) VALUES
  (1, 1, 'Alpha', 'C1', 1, 1), (2, 1, 'Maybe', NULL, 2, 1), (3, 1, 'Was Invoiced', NULL, 2, 1);
INSERT INTO llx_facture (rowid, entity, type, fk_statut, fk_soc, datef) VALUES (1, 1, 0, 1, 3, '2024-01-01');
INSERT INTO llx_user (rowid, login, lastname, entity) VALUES (1, 'ann', 'Ann', 1);
INSERT INTO llx_propal (rowid, ref, entity, fk_soc, fk_user_author, datep, fin_validite, date_cloture, fk_statut) VALUES
  (1, 'PR-1', 1, 1, 1, '2025-03-10', '2025-04-10 12:00:00', NULL, 1),
  (2, 'PR-2', 1, 2, 1, '2025-03-10', NULL, NULL, 1),
  (3, 'PR-3', 1, 1, 1, '2025-03-11', '2025-04-10 12:00:00', '2025-03-20 10:00:00', 2),
  (4, 'PR-4', 1, 3, 1, '2025-03-11', '2025-04-10 12:00:00', '2025-04-01 10:00:00', 4),
  (5, 'PR-5', 1, 1, 1, '2025-03-11', '2025-04-10 12:00:00', '2025-03-25 10:00:00', 3),
  (6, 'PR-6', 1, 1, 1, '2025-03-11', '2025-04-10 12:00:00', '2025-04-02 10:00:00', 3),
  (7, 'PR-7', 1, 1, 1, '2025-03-11', '2025-04-10 12:00:00', NULL, 0),
  (8, 'PR-8', 2, 1, 1, '2025-03-11', '2025-04-10 12:00:00', NULL, 1),
  (9, 'PR-9', 1, 1, 1, '2025-03-11', '2025-04-10 12:00:00', NULL, -1),
  (10, 'PR-10', 1, 1, 1, '2025-03-12', '2025-04-10 12:00:00', NULL, 1);
INSERT INTO llx_commande (rowid, ref, entity, fk_soc, fk_statut, date_commande, total_ttc) VALUES
  (70, 'CO-1', 1, 3, 1, '2025-03-22', 48), (71, 'CO-2', 1, 3, 1, '2025-03-23', 48), (72, 'CO-3', 1, 1, 0, '2025-03-22', 48);
INSERT INTO llx_element_element (fk_source, sourcetype, fk_target, targettype) VALUES
  (4, 'propal', 71, 'commande'), (4, 'propal', 70, 'commande'), (10, 'propal', 72, 'commande'), (3, 'contrat', 70, 'commande');
