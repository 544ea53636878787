-- Files are kept as they came, under their hash.
CREATE TABLE source_file (
    id INTEGER NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    stored_at INTEGER NOT NULL
) STRICT;

CREATE TABLE import (
    id INTEGER NOT NULL PRIMARY KEY,
    change_id INTEGER NOT NULL UNIQUE REFERENCES figure_change (id),
    file_id INTEGER NOT NULL REFERENCES source_file (id),
    institution INTEGER,
    region INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    context TEXT NOT NULL,
    questions TEXT NOT NULL,
    refusals TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    started_by TEXT NOT NULL,
    account_id TEXT NOT NULL,
    committed_at INTEGER,
    undone_at INTEGER
) STRICT;
CREATE INDEX import_by_region ON import (region, id);
CREATE INDEX import_by_institution ON import (institution, id);

-- What a user once said about the columns of such a file, and about a text that is no number.
CREATE TABLE column_mapping (
    institution INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    content TEXT NOT NULL,
    remembered_at INTEGER NOT NULL,
    PRIMARY KEY (institution, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell_meaning (
    institution INTEGER NOT NULL,
    folded_text TEXT NOT NULL,
    state TEXT NOT NULL,
    remembered_at INTEGER NOT NULL,
    PRIMARY KEY (institution, folded_text)
) STRICT, WITHOUT ROWID;
