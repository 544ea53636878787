-- How often a wrong passphrase was tried on a worker's key since they last came in, and when last.
ALTER TABLE worker ADD COLUMN refused_entries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE worker ADD COLUMN refused_at BIGINT;
