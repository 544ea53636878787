-- What may be counted of a case: codes alone, asked once, of no use for finding anybody.
CREATE TABLE case_statistics (
    case_code TEXT NOT NULL PRIMARY KEY REFERENCES case_file (code),
    sex TEXT NOT NULL,
    exploitation TEXT NOT NULL,
    citizenship TEXT NOT NULL,
    scope TEXT NOT NULL,
    residence TEXT,
    recorded_at INTEGER NOT NULL
) STRICT;
