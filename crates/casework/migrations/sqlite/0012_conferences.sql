-- Conferences of the table: who sat there, which cases by code, what was decided. Minutes are sealed for
-- those who were present.
CREATE TABLE conference (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    chair TEXT NOT NULL REFERENCES worker (account),
    institution TEXT NOT NULL,
    state TEXT NOT NULL,
    held_at INTEGER NOT NULL,
    called_at INTEGER NOT NULL
) STRICT;

CREATE TABLE conference_attendee (
    conference TEXT NOT NULL REFERENCES conference (id),
    account TEXT NOT NULL REFERENCES worker (account),
    attended INTEGER NOT NULL,
    PRIMARY KEY (conference, account)
) STRICT;
CREATE INDEX conference_attendee_account ON conference_attendee (account);

CREATE TABLE conference_entry (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (id),
    position INTEGER NOT NULL,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    topic TEXT NOT NULL,
    added_by TEXT NOT NULL,
    UNIQUE (conference, position),
    UNIQUE (conference, case_code, topic)
) STRICT;

CREATE TABLE conference_decision (
    id TEXT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL REFERENCES conference_entry (id),
    kind TEXT NOT NULL,
    responsible TEXT NOT NULL REFERENCES worker (account),
    due_at INTEGER NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX conference_decision_entry ON conference_decision (entry, due_at);
