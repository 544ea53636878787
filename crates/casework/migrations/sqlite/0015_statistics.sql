-- What may be counted of a case: codes alone, asked once, of no use for finding anybody. And when an
-- action of the plan was carried out, so that help can be counted in its period.
CREATE TABLE case_statistics (
    case_code TEXT NOT NULL PRIMARY KEY REFERENCES case_file (code),
    sex TEXT NOT NULL,
    exploitation TEXT NOT NULL,
    citizenship TEXT NOT NULL,
    scope TEXT NOT NULL,
    residence TEXT,
    recorded_at INTEGER NOT NULL
) STRICT;
ALTER TABLE plan_action ADD COLUMN begun_at INTEGER;
ALTER TABLE plan_action ADD COLUMN ended_at INTEGER;
