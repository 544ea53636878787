-- Children: an age that turns out to be another, what protects whoever is or may be a child, and a place
-- that takes the person's own children too. Which children a person has is a sealed field.
CREATE TABLE age_change (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    basis TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (case_code, position)
) STRICT;
CREATE TABLE child_measure (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    measure TEXT NOT NULL,
    progress TEXT NOT NULL,
    has_note INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (case_code, position)
) STRICT;
ALTER TABLE stay ADD COLUMN places INTEGER NOT NULL DEFAULT 1;
