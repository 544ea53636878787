-- Follow-up, closing, legal hold: codes and dates. What was said is sealed.
CREATE TABLE follow_up (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    month BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX follow_up_case ON follow_up (case_code, due_at);

CREATE TABLE closure (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    reason TEXT NOT NULL,
    may_contact BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    keep_until BIGINT NOT NULL,
    reopened_at BIGINT
);
CREATE INDEX closure_case ON closure (case_code, closed_at);

CREATE TABLE legal_hold (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    placed_at BIGINT NOT NULL,
    lifted_at BIGINT
);
CREATE INDEX legal_hold_case ON legal_hold (case_code);
