-- The register of releases. Rows are added; a row's state moves on and its figures never change.

-- Rises with every act, so that what was worked out before an act is not written after it.
CREATE TABLE release_version (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    -- Drawn once. Which side a count is rounded to follows from it, so that nobody can ask twice.
    secret BLOB NOT NULL
) STRICT;

-- state: 'proposed', 'approved', 'refused' or 'withdrawn'. Published: approved, and the day has come.
CREATE TABLE released (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    registered TEXT NOT NULL,
    place TEXT NOT NULL,
    period TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    edition INTEGER NOT NULL,
    policy TEXT NOT NULL,
    engine TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    verdict TEXT NOT NULL,
    certificate TEXT NOT NULL,
    -- The committee's counts of the whole year at the proposal, to rebuild what was audited.
    known TEXT NOT NULL,
    corrects INTEGER,
    reason TEXT,
    explanation TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    proposed_at INTEGER NOT NULL,
    proposer TEXT NOT NULL,
    proposer_name TEXT NOT NULL,
    decided_at INTEGER,
    decider TEXT,
    decider_name TEXT,
    refusal TEXT,
    withdrawn_at INTEGER,
    withdrawn_by TEXT,
    withdrawal TEXT
) STRICT;
CREATE INDEX released_by_year ON released (year, id);
CREATE INDEX released_by_day ON released (visible_from);
CREATE INDEX released_by_table ON released (registered, place, period, id);

-- The figures of each release. `count` is the committee's own number: it never leaves the database
-- but to hold a later release against it.
CREATE TABLE released_cell (
    released_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    period TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    shown TEXT NOT NULL,
    count INTEGER,
    PRIMARY KEY (released_id, position)
) STRICT, WITHOUT ROWID;
