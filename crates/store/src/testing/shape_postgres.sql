WITH tables AS (
    SELECT c.oid, c.relname::text AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r'
), indexes AS (
    SELECT t.name, i.indisprimary, (
        SELECT string_agg(a.attname::text, ', ' ORDER BY k.position)
        FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k (number, position)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) AS columns
    FROM tables t JOIN pg_index i ON i.indrelid = t.oid
    WHERE i.indisunique AND i.indpred IS NULL
)
SELECT t.name || '.' || a.attname::text,
    CASE format_type(a.atttypid, a.atttypmod) WHEN 'bigint' THEN 'integer' WHEN 'bytea' THEN 'bytes'
        WHEN 'double precision' THEN 'real' ELSE format_type(a.atttypid, a.atttypmod) END
    || CASE WHEN a.attnotnull THEN '' ELSE ' or nothing' END
FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT t.name || ' key', (SELECT i.columns FROM indexes i WHERE i.name = t.name AND i.indisprimary)
FROM tables t
UNION ALL
SELECT name || ' unique ' || columns, '' FROM indexes WHERE NOT indisprimary
UNION ALL
SELECT t.name || ' references ' || o.relname::text || ' by ' || a.attname::text,
    CASE f.confdeltype WHEN 'a' THEN '' WHEN 'c' THEN 'CASCADE' ELSE f.confdeltype::text END
FROM tables t
JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
JOIN pg_class o ON o.oid = f.confrelid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (f.conkey)
