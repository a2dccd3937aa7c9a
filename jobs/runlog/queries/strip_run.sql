UPDATE runs
SET figures = '', manifest = ''
WHERE id = ?
