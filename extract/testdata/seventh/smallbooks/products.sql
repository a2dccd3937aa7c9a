SELECT no AS id, no AS code, title AS name FROM item
