-- What somebody types, sealed for them alone, for a day at most.
CREATE TABLE draft (
    account TEXT NOT NULL REFERENCES worker (account),
    form TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (account, form)
);
CREATE INDEX draft_kept ON draft (kept_at);
