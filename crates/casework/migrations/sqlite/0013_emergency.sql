-- Opening a case in danger to life. An institution's emergency key lies here only as three nested pairs
-- in each order; a half that one keeper has opened is still closed for the other.
CREATE TABLE emergency_key (
    institution TEXT NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL,
    custody BLOB NOT NULL,
    custody_reversed BLOB NOT NULL,
    keepers TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE emergency_opening (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    institution TEXT NOT NULL,
    state TEXT NOT NULL,
    danger TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES worker (account),
    asked_at INTEGER NOT NULL,
    confirmed_by TEXT,
    confirmed_at INTEGER,
    ends_at INTEGER,
    reviewed_by TEXT,
    reviewed_at INTEGER,
    outcome TEXT
) STRICT;
CREATE INDEX emergency_opening_case ON emergency_opening (case_code, asked_at);
CREATE INDEX emergency_opening_institution ON emergency_opening (institution, asked_at);

CREATE TABLE emergency_half (
    opening TEXT NOT NULL REFERENCES emergency_opening (id),
    keeper TEXT NOT NULL,
    half BLOB NOT NULL,
    PRIMARY KEY (opening, keeper)
) STRICT;
