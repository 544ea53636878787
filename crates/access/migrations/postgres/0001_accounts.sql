-- Who may sign in, and who is signed in. No password and no session token is stored: only hashes.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    sign_in_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    role TEXT NOT NULL,
    region TEXT,
    institution TEXT,
    password_hash TEXT NOT NULL,
    must_change BIGINT NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT
);

CREATE TABLE account_session (
    digest BYTEA NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);
CREATE INDEX account_session_seen ON account_session (seen_at);

-- Attempts to sign in that have not succeeded, counted for a name and for a client (both as digests).
CREATE TABLE sign_in_attempt (
    digest BYTEA NOT NULL PRIMARY KEY,
    attempts BIGINT NOT NULL,
    since BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_since ON sign_in_attempt (since);
