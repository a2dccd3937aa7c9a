SELECT no AS id, title AS name, 'EUR' AS currency FROM firm
