-- What programs carry in place of a password. No token is stored: only its hash.
CREATE TABLE access_token (
    id TEXT NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    read_only INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    revoked_at INTEGER,
    used_at INTEGER
) STRICT;
CREATE INDEX access_token_account ON access_token (account, id);
CREATE INDEX access_token_end ON access_token (ends_at);
