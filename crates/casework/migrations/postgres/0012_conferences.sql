-- Conferences of the table: who sat there, which cases by code, what was decided. Minutes are sealed for
-- those who were present.
CREATE TABLE conference (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    chair TEXT NOT NULL REFERENCES worker (account),
    institution TEXT NOT NULL,
    state TEXT NOT NULL,
    held_at BIGINT NOT NULL,
    called_at BIGINT NOT NULL
);

CREATE TABLE conference_attendee (
    conference TEXT NOT NULL REFERENCES conference (id),
    account TEXT NOT NULL REFERENCES worker (account),
    attended BIGINT NOT NULL,
    PRIMARY KEY (conference, account)
);
CREATE INDEX conference_attendee_account ON conference_attendee (account);

CREATE TABLE conference_entry (
    id TEXT NOT NULL PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (id),
    position BIGINT NOT NULL,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    topic TEXT NOT NULL,
    added_by TEXT NOT NULL,
    UNIQUE (conference, position),
    UNIQUE (conference, case_code, topic)
);

CREATE TABLE conference_decision (
    id TEXT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL REFERENCES conference_entry (id),
    kind TEXT NOT NULL,
    responsible TEXT NOT NULL REFERENCES worker (account),
    due_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX conference_decision_entry ON conference_decision (entry, due_at);
