-- kind: 'baseline', 'milestone' or 'target'. number NULL: still to be established.
CREATE TABLE target (
    id INTEGER NOT NULL PRIMARY KEY,
    indicator INTEGER NOT NULL,
    place INTEGER NOT NULL,
    breakdown INTEGER NOT NULL,
    kind TEXT NOT NULL,
    period INTEGER NOT NULL,
    number INTEGER,
    source TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL,
    UNIQUE (place, indicator, breakdown, kind, period)
) STRICT;

-- Frozen pictures. Rows are added, never changed.
CREATE TABLE snapshot (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL,
    period INTEGER NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    account_name TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_by_place ON snapshot (place, id);

CREATE TABLE place_shape (
    place INTEGER NOT NULL PRIMARY KEY,
    geometry TEXT NOT NULL,
    source TEXT NOT NULL,
    loaded_at INTEGER NOT NULL
) STRICT;
