-- Checkpoints that the log's keeper signed, the witnesses who fetch them, and what the daily check found.
-- No row here says more than sizes and days; of a token only its digest.
CREATE TABLE ledger_checkpoint (
    size INTEGER NOT NULL PRIMARY KEY,
    note TEXT NOT NULL,
    signed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger_witness (
    name TEXT NOT NULL PRIMARY KEY,
    public_key TEXT NOT NULL,
    token BLOB NOT NULL UNIQUE,
    added_at INTEGER NOT NULL,
    fetched_at INTEGER,
    cosigned_at INTEGER,
    cosigned_size INTEGER,
    cosigned_note TEXT
) STRICT;

CREATE TABLE ledger_fault (
    found_at INTEGER NOT NULL PRIMARY KEY,
    message TEXT NOT NULL
) STRICT;
