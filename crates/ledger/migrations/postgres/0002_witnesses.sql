-- Checkpoints that the log's keeper signed, the witnesses who fetch them, and what the daily check found.
-- No row here says more than sizes and days; of a token only its digest.
CREATE TABLE ledger_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    note TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);

CREATE TABLE ledger_witness (
    name TEXT NOT NULL PRIMARY KEY,
    public_key TEXT NOT NULL,
    token BYTEA NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    fetched_at BIGINT,
    cosigned_at BIGINT,
    cosigned_size BIGINT,
    cosigned_note TEXT
);

CREATE TABLE ledger_fault (
    found_at BIGINT NOT NULL PRIMARY KEY,
    message TEXT NOT NULL
);
