-- Keys are deleted by whom they were wrapped for when keepers change; requests of the same second stand in
-- the order in which they were made (number: the place of the request's event in the ledger).
CREATE INDEX wrapped_key_holder ON wrapped_key (holder);
ALTER TABLE recovery ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
