WITH tables AS (
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
), uniques AS (
    SELECT t.name AS table_name, i.name AS index_name
    FROM tables t JOIN pragma_index_list(t.name) i
    WHERE i."unique" = 1 AND i.origin <> 'pk' AND i.partial = 0
)
SELECT t.name || '.' || c.name,
    CASE c.type WHEN 'INTEGER' THEN 'integer' WHEN 'BIGINT' THEN 'integer' WHEN 'TEXT' THEN 'text'
        WHEN 'BLOB' THEN 'bytes' WHEN 'REAL' THEN 'real' ELSE c.type END
    || CASE WHEN c."notnull" = 1 THEN '' ELSE ' or nothing' END
FROM tables t JOIN pragma_table_info(t.name) c
UNION ALL
SELECT name || ' key',
    (SELECT group_concat(c.name, ', ') FROM (SELECT name, pk FROM pragma_table_info(tables.name)
        WHERE pk > 0 ORDER BY pk) c)
FROM tables
UNION ALL
SELECT table_name || ' unique ' || columns, '' FROM (
    SELECT table_name, (SELECT group_concat(c.name, ', ')
        FROM (SELECT name FROM pragma_index_info(uniques.index_name) ORDER BY seqno) c) AS columns
    FROM uniques)
UNION ALL
SELECT t.name || ' references ' || f."table" || ' by ' || f."from",
    CASE f.on_delete WHEN 'NO ACTION' THEN '' ELSE f.on_delete END
FROM tables t JOIN pragma_foreign_key_list(t.name) f
