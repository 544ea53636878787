-- Work that waits to be done. A row is due at run_at; taking it moves run_at behind the lease, so that
-- a job whose worker died comes due again by itself. What is done is deleted; what failed for good
-- stays, with failed_at.
CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    failed_at INTEGER,
    error TEXT
) STRICT;
CREATE INDEX job_due ON job (run_at, id) WHERE failed_at IS NULL;
CREATE INDEX job_failed ON job (failed_at, id) WHERE failed_at IS NOT NULL;
