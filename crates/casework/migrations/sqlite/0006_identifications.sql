-- Formal identification and the time to reflect. Reasons are sealed fields.
CREATE TABLE formal_identification (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    state TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    police TEXT,
    social_services TEXT,
    psychologist INTEGER,
    interpreter INTEGER,
    guardian INTEGER,
    decided_at INTEGER,
    noticed_at INTEGER
) STRICT;
CREATE INDEX formal_identification_case ON formal_identification (case_code, requested_at);

CREATE TABLE reflection (
    case_code TEXT NOT NULL PRIMARY KEY REFERENCES case_file (code),
    began_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_by_person_at INTEGER
) STRICT;
