-- institution 0: the finding is between institutions; dimension '': no dimension is concerned.
CREATE TABLE discrepancy (
    id INTEGER NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    region INTEGER NOT NULL,
    status INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    low INTEGER,
    high INTEGER,
    reporters INTEGER NOT NULL,
    rule_differences TEXT NOT NULL,
    other_period INTEGER,
    fingerprint TEXT NOT NULL,
    settled_fingerprint TEXT,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    times_reopened INTEGER NOT NULL,
    due_on INTEGER,
    UNIQUE (indicator, place, period, breakdown, kind, institution, dimension)
) STRICT;
CREATE INDEX discrepancy_by_region ON discrepancy (region, status, weight, period, id);
CREATE INDEX discrepancy_by_status ON discrepancy (status, weight, period, id);

-- How the spread developed. Rows are added, never changed.
CREATE TABLE discrepancy_measure (
    id INTEGER NOT NULL PRIMARY KEY,
    discrepancy_id INTEGER NOT NULL REFERENCES discrepancy (id),
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    low INTEGER,
    high INTEGER,
    fingerprint TEXT NOT NULL
) STRICT;
CREATE INDEX discrepancy_measure_by_discrepancy ON discrepancy_measure (discrepancy_id, id);

-- Reasons, notes, evidence, questions and answers. Rows are added, never changed.
CREATE TABLE discrepancy_note (
    id INTEGER NOT NULL PRIMARY KEY,
    discrepancy_id INTEGER NOT NULL REFERENCES discrepancy (id),
    at INTEGER NOT NULL,
    account_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    institution INTEGER,
    due_on INTEGER,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX discrepancy_note_by_discrepancy ON discrepancy_note (discrepancy_id, id);

CREATE TABLE adopted_figure (
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    rule TEXT NOT NULL,
    inputs TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    reason TEXT NOT NULL,
    meeting_id INTEGER REFERENCES meeting (id),
    decided_at INTEGER NOT NULL,
    account_name TEXT NOT NULL,
    PRIMARY KEY (indicator, place, period, breakdown)
) STRICT, WITHOUT ROWID;

-- Every decision that was ever replaced. Rows are added, never changed.
CREATE TABLE adopted_figure_history (
    id INTEGER NOT NULL PRIMARY KEY,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    rule TEXT NOT NULL,
    inputs TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    reason TEXT NOT NULL,
    meeting_id INTEGER,
    decided_at INTEGER NOT NULL,
    account_name TEXT NOT NULL,
    superseded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX adopted_figure_history_by_fact
    ON adopted_figure_history (indicator, place, period, breakdown, id);
