-- Proceedings in a compartment of their own: codes and dates. Names, numbers and notes are sealed
-- fields of the matter; what ties a matter to a case is an opaque code that both sides see.
CREATE TABLE matter (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    region TEXT NOT NULL,
    institution TEXT NOT NULL,
    leader TEXT NOT NULL REFERENCES worker (account),
    stage TEXT NOT NULL,
    scope TEXT NOT NULL,
    articles TEXT NOT NULL,
    linked_crimes TEXT NOT NULL,
    needs TEXT NOT NULL,
    reported_at INTEGER NOT NULL,
    assets_seized_at INTEGER
) STRICT;

CREATE TABLE matter_event (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT,
    articles TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (matter, position)
) STRICT;

CREATE TABLE matter_grant (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    holder TEXT NOT NULL REFERENCES worker (account),
    given_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX matter_grant_matter ON matter_grant (matter, holder);
CREATE INDEX matter_grant_holder ON matter_grant (holder);

CREATE TABLE suspect (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    state TEXT NOT NULL,
    sex TEXT NOT NULL,
    age TEXT NOT NULL,
    citizenship TEXT NOT NULL,
    suspected_at INTEGER NOT NULL,
    prosecuted_at INTEGER,
    decided_at INTEGER,
    sentence_months INTEGER,
    is_suspended INTEGER NOT NULL
) STRICT;
CREATE INDEX suspect_matter ON suspect (matter);

CREATE TABLE hearing (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX hearing_matter ON hearing (matter, at);

CREATE TABLE protective_measure (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    kind TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX protective_measure_matter ON protective_measure (matter, begun_at);

CREATE TABLE compensation_claim (
    id TEXT NOT NULL PRIMARY KEY,
    matter TEXT NOT NULL REFERENCES matter (id),
    state TEXT NOT NULL,
    claimed INTEGER NOT NULL,
    awarded INTEGER,
    claimed_at INTEGER NOT NULL,
    decided_at INTEGER,
    paid_at INTEGER
) STRICT;
CREATE INDEX compensation_claim_matter ON compensation_claim (matter, claimed_at);

CREATE TABLE matter_link (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    basis TEXT NOT NULL REFERENCES disclosure_basis (id),
    institution TEXT NOT NULL,
    matter TEXT REFERENCES matter (id),
    state TEXT NOT NULL,
    non_punishment TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_at INTEGER NOT NULL,
    accepted_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX matter_link_case ON matter_link (case_code, offered_at);
CREATE INDEX matter_link_matter ON matter_link (matter);
CREATE INDEX matter_link_institution ON matter_link (institution, state);
CREATE INDEX matter_link_basis ON matter_link (basis);
