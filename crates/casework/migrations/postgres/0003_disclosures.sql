-- Consents and legal bases, what was told on them, and who receives. Contents are sealed packages.
CREATE TABLE disclosure_basis (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    purpose TEXT NOT NULL,
    recipient TEXT NOT NULL,
    fields TEXT NOT NULL,
    refused TEXT NOT NULL,
    how TEXT NOT NULL,
    where_from TEXT NOT NULL,
    guardian BIGINT NOT NULL,
    person_told BIGINT NOT NULL,
    proposed_by TEXT NOT NULL,
    approved_by TEXT,
    begins_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX disclosure_basis_case ON disclosure_basis (case_code, begins_at);

CREATE TABLE disclosure (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    basis TEXT NOT NULL REFERENCES disclosure_basis (id),
    recipient TEXT NOT NULL,
    fields TEXT NOT NULL,
    state TEXT NOT NULL,
    sent_by TEXT NOT NULL,
    sent_from TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX disclosure_case ON disclosure (case_code, sent_at);
CREATE INDEX disclosure_recipient ON disclosure (recipient, sent_at);
CREATE INDEX disclosure_basis_of ON disclosure (basis);

CREATE TABLE reception (
    account TEXT NOT NULL PRIMARY KEY REFERENCES worker (account)
);
