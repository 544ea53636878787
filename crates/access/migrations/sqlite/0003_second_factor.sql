-- The second factor of an account: the secret that its owner's device shares with us, and the last
-- time step whose code was taken, so that no code is taken twice.
CREATE TABLE second_factor (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    secret BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    last_step INTEGER NOT NULL
) STRICT;

-- Codes for a lost device. No code is stored: only its hash.
CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account (id),
    digest BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, digest)
) STRICT;
