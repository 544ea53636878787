-- What an instrument advised and what a person decided. Answers and reasons are sealed fields.
CREATE TABLE screening (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    basis TEXT NOT NULL,
    interpreter BIGINT NOT NULL,
    advice TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL
);
CREATE INDEX screening_case ON screening (case_code, decided_at);
