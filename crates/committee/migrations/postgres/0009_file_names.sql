-- A file is kept once under its hash, whoever sends it; what it is called is its sender's own, so that nobody
-- reads in another's name that they sent the same file.
ALTER TABLE import ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
UPDATE import SET file_name = (SELECT name FROM source_file WHERE source_file.id = import.file_id);
ALTER TABLE source_file DROP COLUMN name;
