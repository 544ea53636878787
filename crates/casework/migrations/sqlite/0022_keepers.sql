-- Who keeps keys may not change in silence. New keepers of an institution's emergency key wait for a
-- second person; that keepers or a worker's custodians changed is told to those whom it concerns.
CREATE TABLE keeper_proposal (
    institution TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    keepers TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES worker (account),
    proposed_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;

-- Of an institution's emergency key, or, with an owner, of that worker's own.
CREATE TABLE keeper_change (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    owner TEXT REFERENCES worker (account),
    keepers_before TEXT NOT NULL,
    keepers_after TEXT NOT NULL,
    named_by TEXT NOT NULL,
    confirmed_by TEXT,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX keeper_change_institution ON keeper_change (institution, changed_at);
