-- Numbers for codes: figures are stored with numbers, people and files use codes.
CREATE TABLE code_number (
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (kind, number),
    UNIQUE (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE counting_rule (
    number INTEGER NOT NULL PRIMARY KEY,
    content TEXT NOT NULL UNIQUE
) STRICT;

-- One row for each act that writes figures: who, when, by which file or return.
CREATE TABLE figure_change (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    account_name TEXT NOT NULL,
    return_id INTEGER,
    undoes INTEGER
) STRICT;

-- What each act stated, cell by cell, with the cell of the file it came from and, for a return
-- that was filled by an import and then sent in, that import's change. The evidence behind every
-- figure: rows are added, and removed only with an import that was never committed.
CREATE TABLE stated_figure (
    change_id INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    state INTEGER NOT NULL,
    number INTEGER,
    confidence TEXT,
    rule INTEGER,
    comment TEXT,
    source TEXT,
    origin INTEGER,
    PRIMARY KEY (change_id, indicator, place, period, breakdown, institution)
) STRICT, WITHOUT ROWID;

-- The present word of each institution. Stage 0: draft, seen by the institution alone; stage 1:
-- submitted. The period is numbered year * 1000 + kind * 100 + part.
CREATE TABLE reported_figure (
    stage INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    state INTEGER NOT NULL,
    number INTEGER,
    confidence TEXT,
    rule INTEGER,
    comment TEXT,
    revised_from INTEGER,
    change_id INTEGER NOT NULL,
    PRIMARY KEY (stage, indicator, place, period, breakdown, institution)
) STRICT, WITHOUT ROWID;

-- Every word that was ever replaced or withdrawn. Rows are added, never changed.
CREATE TABLE reported_figure_history (
    stage INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    state INTEGER NOT NULL,
    number INTEGER,
    confidence TEXT,
    rule INTEGER,
    comment TEXT,
    revised_from INTEGER,
    superseded_by INTEGER NOT NULL,
    PRIMARY KEY (stage, indicator, place, period, breakdown, institution, change_id)
) STRICT, WITHOUT ROWID;

-- What is known of each fact once all institutions are set side by side; derived, can be rebuilt.
CREATE TABLE settled_figure (
    place INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    period INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    low INTEGER,
    high INTEGER,
    reporters INTEGER NOT NULL,
    PRIMARY KEY (place, indicator, breakdown, period)
) STRICT, WITHOUT ROWID;

-- Rises whenever anything changes that a picture of the situation shows.
CREATE TABLE picture_version (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT;
INSERT INTO picture_version (id, number) VALUES (1, 1);
