-- Cases in codes; whatever could give a person away is a sealed field. Times are seconds since 1970.
CREATE TABLE worker (
    account TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    profession TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    locked_key BYTEA NOT NULL,
    wrapped_index_key BYTEA NOT NULL,
    custody BYTEA,
    custodians TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    suspended_at BIGINT
);
CREATE INDEX worker_institution ON worker (institution);

CREATE TABLE case_file (
    code TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    manager TEXT NOT NULL REFERENCES worker (account),
    institution TEXT NOT NULL,
    region TEXT NOT NULL,
    source TEXT NOT NULL,
    channel TEXT NOT NULL,
    age TEXT NOT NULL,
    phase TEXT NOT NULL,
    identification TEXT NOT NULL,
    danger_now BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    briefed_at BIGINT,
    erased_at BIGINT
);

CREATE TABLE access_grant (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    holder TEXT NOT NULL REFERENCES worker (account),
    purpose TEXT NOT NULL,
    compartments TEXT NOT NULL,
    source TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX access_grant_case ON access_grant (case_code, holder);
CREATE INDEX access_grant_holder ON access_grant (holder);

-- A denial beats every grant: a relative, a suspect, any conflict of interest.
CREATE TABLE access_denial (
    case_code TEXT NOT NULL REFERENCES case_file (code),
    holder TEXT NOT NULL,
    denied_by TEXT NOT NULL,
    denied_at BIGINT NOT NULL,
    PRIMARY KEY (case_code, holder)
);

CREATE TABLE wrapped_key (
    subject TEXT NOT NULL,
    compartment TEXT NOT NULL,
    holder TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (subject, compartment, holder)
);

CREATE TABLE sealed_field (
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    subject TEXT NOT NULL,
    compartment TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (record, field)
);
CREATE INDEX sealed_field_subject ON sealed_field (subject, compartment);

CREATE TABLE blind_index (
    case_code TEXT NOT NULL REFERENCES case_file (code),
    kind TEXT NOT NULL,
    entry BYTEA NOT NULL,
    PRIMARY KEY (case_code, kind)
);
CREATE INDEX blind_index_entry ON blind_index (kind, entry);

-- What happened to a person's file, for the person. Written with the ledger's event, never without.
CREATE TABLE file_event (
    sequence BIGINT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    institution TEXT NOT NULL,
    kind TEXT NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX file_event_case ON file_event (case_code, sequence);

CREATE TABLE task (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    shown_code TEXT NOT NULL,
    institution TEXT NOT NULL,
    worker TEXT,
    concerns TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX task_institution ON task (institution, done_at, due_at);
CREATE INDEX task_concerns ON task (concerns);

CREATE TABLE briefing (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    topics TEXT NOT NULL,
    language TEXT NOT NULL,
    medium TEXT NOT NULL,
    interpreter BIGINT NOT NULL,
    understood BIGINT NOT NULL,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL
);
CREATE INDEX briefing_case ON briefing (case_code);

-- A form is carried out once: a second click finds what the first made.
CREATE TABLE request_done (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (account, kind, request)
);
