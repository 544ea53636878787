-- A lost passphrase: whom a worker has named as custodians of their key (the columns custody and
-- custodians are older), and requests to have it back. The same key lies in custody in both orders, so
-- that any of the three may begin. A half is what one custodian has opened for another; it is gone
-- with the end of the request, as are the keys of the request.
ALTER TABLE worker ADD COLUMN custody_reversed BLOB;
ALTER TABLE worker ADD COLUMN custodians_named_at INTEGER;
-- How often the key was locked anew: whoever came in before sits here no longer.
ALTER TABLE worker ADD COLUMN lock_number INTEGER NOT NULL DEFAULT 0;

CREATE TABLE recovery (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL REFERENCES worker (account),
    institution TEXT NOT NULL,
    custodians TEXT NOT NULL,
    form TEXT NOT NULL,
    state TEXT NOT NULL,
    public_key BLOB NOT NULL,
    locked_key BLOB NOT NULL,
    handed_key BLOB,
    asked_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    first_by TEXT,
    first_at INTEGER,
    second_by TEXT,
    second_at INTEGER,
    ended_by TEXT,
    ended_at INTEGER
) STRICT;
CREATE INDEX recovery_worker ON recovery (worker, asked_at);
CREATE INDEX recovery_institution ON recovery (institution, asked_at);
CREATE INDEX recovery_ends ON recovery (ended_at, ends_at);

CREATE TABLE recovery_half (
    recovery TEXT NOT NULL REFERENCES recovery (id),
    custodian TEXT NOT NULL,
    half BLOB NOT NULL,
    PRIMARY KEY (recovery, custodian)
) STRICT;
