-- A case whose lead left: two of its institution name another lead, who takes it over. A half is what
-- the first of the two has opened of a closed key, for the second alone; it goes with the second's step.
CREATE TABLE succession (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    institution TEXT NOT NULL,
    way TEXT NOT NULL,
    state TEXT NOT NULL,
    from_worker TEXT NOT NULL,
    to_worker TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    confirmed_by TEXT,
    confirmed_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX succession_case ON succession (case_code, ended_at);
CREATE INDEX succession_ends ON succession (ended_at, ends_at);

CREATE TABLE succession_half (
    succession TEXT NOT NULL REFERENCES succession (id),
    helper TEXT NOT NULL,
    half BYTEA NOT NULL,
    PRIMARY KEY (succession, helper)
);
