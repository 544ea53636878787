-- Formal identification and the time to reflect. Reasons are sealed fields.
CREATE TABLE formal_identification (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    state TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    police TEXT,
    social_services TEXT,
    psychologist BIGINT,
    interpreter BIGINT,
    guardian BIGINT,
    decided_at BIGINT,
    noticed_at BIGINT
);
CREATE INDEX formal_identification_case ON formal_identification (case_code, requested_at);

CREATE TABLE reflection (
    case_code TEXT NOT NULL PRIMARY KEY REFERENCES case_file (code),
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_by_person_at BIGINT
);
