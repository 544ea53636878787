-- What programs carry in place of a password. No token is stored: only its hash.
CREATE TABLE access_token (
    id TEXT NOT NULL PRIMARY KEY,
    digest BYTEA NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    read_only BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    revoked_at BIGINT,
    used_at BIGINT
);
CREATE INDEX access_token_account ON access_token (account, id);
CREATE INDEX access_token_end ON access_token (ends_at);
