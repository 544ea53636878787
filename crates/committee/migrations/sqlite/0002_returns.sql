CREATE TABLE institution_return (
    id INTEGER NOT NULL PRIMARY KEY,
    template INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    place INTEGER NOT NULL,
    region INTEGER NOT NULL,
    period INTEGER NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_on INTEGER NOT NULL,
    first_submitted_at INTEGER,
    submitted_at INTEGER,
    submitted_by TEXT,
    approved_change INTEGER,
    UNIQUE (template, institution, place, period)
) STRICT;
CREATE INDEX institution_return_by_region ON institution_return (region, period, institution, template);
CREATE INDEX institution_return_by_institution ON institution_return (institution, period, template);

-- Every step of every return. Rows are added, never changed.
CREATE TABLE return_event (
    id INTEGER NOT NULL PRIMARY KEY,
    return_id INTEGER NOT NULL REFERENCES institution_return (id),
    at INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL,
    step TEXT NOT NULL,
    to_state TEXT NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT,
    meeting_id INTEGER
) STRICT;
CREATE INDEX return_event_by_return ON return_event (return_id, id);

CREATE TABLE meeting (
    id INTEGER NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    held_on INTEGER NOT NULL,
    title TEXT NOT NULL,
    reference TEXT NOT NULL,
    decisions TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    UNIQUE (place, kind, held_on, reference)
) STRICT;
CREATE INDEX meeting_by_place ON meeting (place, held_on, id);
