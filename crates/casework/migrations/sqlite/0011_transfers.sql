-- Handing a case to another manager: who proposed, who approved, who accepted. The note is sealed.
CREATE TABLE transfer (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    basis TEXT REFERENCES disclosure_basis (id),
    guardian INTEGER NOT NULL,
    staying TEXT NOT NULL,
    from_worker TEXT NOT NULL REFERENCES worker (account),
    from_institution TEXT NOT NULL,
    to_worker TEXT NOT NULL REFERENCES worker (account),
    to_institution TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    approved_by TEXT,
    accepted_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX transfer_case ON transfer (case_code, proposed_at);
CREATE INDEX transfer_from ON transfer (from_institution, state);
CREATE INDEX transfer_to ON transfer (to_worker, state);
CREATE INDEX transfer_sender ON transfer (from_worker, proposed_at);
