-- What somebody types, sealed for them alone, for a day at most.
CREATE TABLE draft (
    account TEXT NOT NULL REFERENCES worker (account),
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    sealed BLOB NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (account, form)
) STRICT;
CREATE INDEX draft_kept ON draft (kept_at);
