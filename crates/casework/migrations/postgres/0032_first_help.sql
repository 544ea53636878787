-- What was offered in the first hours, before anything else, and what the person said to it.
CREATE TABLE first_help (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    item TEXT NOT NULL,
    answer TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    position BIGINT NOT NULL
);
CREATE INDEX first_help_case ON first_help (case_code, position);
