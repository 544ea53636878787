-- A plan is looked at again on a day; a goal and a draft are put in other words without losing what
-- stood before; the person says what they think of an assessment; a referral names who has room.
CREATE TABLE plan_look (
    case_code TEXT NOT NULL PRIMARY KEY REFERENCES case_file (code),
    looked_at INTEGER,
    looked_by TEXT,
    next_at INTEGER NOT NULL
) STRICT;

CREATE TABLE assessment_answer (
    assessment TEXT NOT NULL PRIMARY KEY REFERENCES assessment (id),
    case_code TEXT NOT NULL REFERENCES case_file (code),
    answer TEXT NOT NULL,
    written_by TEXT NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX assessment_answer_case ON assessment_answer (case_code);

ALTER TABLE goal ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE referral ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE referral ADD COLUMN provider TEXT REFERENCES provider (id);
