-- An estimate of how many people are on no list: what went in, what was chosen, and the whole answer.
CREATE TABLE estimate (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    choices TEXT NOT NULL,
    -- The capture histories are small counts: they are there only while they are published elsewhere
    -- or kept inside, and their hash stays when they go.
    histories TEXT,
    histories_hash TEXT NOT NULL,
    report TEXT NOT NULL,
    reasons TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL
) STRICT;
CREATE INDEX estimate_by_time ON estimate (made_at);
