-- What an account may act as: one row for each body that its owner sits on, kept when it has ended.
-- This is the only home of roles; until now an account had exactly one, which moves here.
CREATE TABLE membership (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    region TEXT,
    institution TEXT,
    since BIGINT NOT NULL,
    ended BIGINT
);
INSERT INTO membership (id, account, role, region, institution, since)
    SELECT id, id, role, region, institution, created_at FROM account;
CREATE INDEX membership_account ON membership (account, ended);
CREATE INDEX membership_role ON membership (role, ended);
-- The same membership is held once at a time.
CREATE UNIQUE INDEX membership_once
    ON membership (account, role, COALESCE(region, ''), COALESCE(institution, ''))
    WHERE ended IS NULL;
ALTER TABLE account DROP COLUMN role;
ALTER TABLE account DROP COLUMN region;
ALTER TABLE account DROP COLUMN institution;
