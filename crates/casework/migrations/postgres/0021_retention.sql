-- How long a closed file is kept: a day that is looked at when it comes, and each time somebody said
-- that it must be kept longer. Why is sealed.
CREATE INDEX closure_keep ON closure (keep_until) WHERE reopened_at IS NULL;

CREATE TABLE prolongation (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    closure TEXT NOT NULL REFERENCES closure (id),
    kept_until BIGINT NOT NULL,
    keep_until BIGINT NOT NULL,
    prolonged_by TEXT NOT NULL,
    prolonged_at BIGINT NOT NULL
);
CREATE INDEX prolongation_case ON prolongation (case_code, prolonged_at);
