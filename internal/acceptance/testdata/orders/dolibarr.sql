-- What erpnext.sql says: 2 is sent in part, 3 delivered, -1 cancelled. The lines of shipments
-- have a table in every Dolibarr.
UPDATE llx_societe SET customer_bad = 1 WHERE rowid = 362;
INSERT INTO llx_commande (rowid, ref, entity, fk_soc, date_creation, date_commande, date_livraison, fk_statut, facture, total_ht, total_ttc,
  multicurrency_code, multicurrency_tx, multicurrency_total_ht, multicurrency_total_ttc) VALUES
  (20001, 'CO20001', 1, 362, '2025-05-19 12:00:00', '2025-05-19', '2025-05-28 12:00:00', 2, 0, 2000, 2000, 'USD', 1, 2000, 2000),
  (20002, 'CO20002', 1, 168, '2025-05-20 12:00:00', '2025-05-20', '2025-05-28 12:00:00', 3, 0, 500, 500, 'USD', 1, 500, 500),
  (20003, 'CO20003', 1, 362, '2025-05-21 12:00:00', '2025-05-21', '2025-05-28 12:00:00', -1, 0, 900, 900, 'USD', 1, 900, 900),
  (20004, 'CO20004', 1, 362, '2025-05-26 12:00:00', '2025-05-26', '2025-05-28 12:00:00', 1, 0, 700, 700, 'USD', 1, 700, 700);
INSERT INTO llx_commandedet (rowid, fk_commande, fk_product, qty, subprice, total_ht, total_ttc) VALUES
  (90001, 20001, 1, 10, 120, 1200, 1200), (90002, 20001, 2, 4, 200, 800, 800), (90003, 20002, 3, 5, 100, 500, 500),
  (90004, 20003, 3, 9, 100, 900, 900), (90005, 20004, 3, 7, 100, 700, 700);
INSERT INTO llx_expedition (rowid, ref, entity, fk_soc, date_expedition, date_valid, fk_statut, billed) VALUES
  (20001, 'SH20001', 1, 362, '2025-05-21 12:00:00', '2025-05-21 12:00:00', 1, 0), (20002, 'SH20002', 1, 168, '2025-05-22 12:00:00', '2025-05-22 12:00:00', 1, 0);
CREATE TABLE llx_expeditiondet (
  rowid INT AUTO_INCREMENT, fk_expedition INT NOT NULL, fk_elementdet INT, qty DOUBLE, PRIMARY KEY (rowid)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO llx_expeditiondet (fk_expedition, fk_elementdet, qty) VALUES (20001, 90001, 10), (20002, 90003, 5);
