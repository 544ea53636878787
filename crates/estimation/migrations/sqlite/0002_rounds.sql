-- A linkage round: lists of several institutions are matched without names.
CREATE TABLE linkage_round (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    period TEXT NOT NULL,
    schema TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    -- What passed disclosure control. It stays when everything else goes.
    result TEXT,
    -- Capture histories of all draws: small counts, here from matching until the round is closed.
    histories TEXT,
    -- The share of links that was probably missed, as long as the histories are here.
    missed REAL,
    -- The estimate that was made from the histories.
    estimate TEXT
) STRICT;
CREATE INDEX linkage_round_by_time ON linkage_round (made_at);

CREATE TABLE linkage_round_participant (
    round_id INTEGER NOT NULL REFERENCES linkage_round (id),
    institution TEXT NOT NULL,
    -- The check value of the key as the institution reads it; never the key.
    check_value TEXT,
    confirmed_at INTEGER,
    confirmed_by TEXT,
    PRIMARY KEY (round_id, institution)
) STRICT;
CREATE INDEX linkage_round_participant_by_institution ON linkage_round_participant (institution);

-- Encoded files, from their arrival until the round is closed.
CREATE TABLE linkage_round_file (
    round_id INTEGER NOT NULL REFERENCES linkage_round (id),
    institution TEXT NOT NULL,
    content BLOB NOT NULL,
    hash TEXT NOT NULL,
    people INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    received_by TEXT NOT NULL,
    PRIMARY KEY (round_id, institution)
) STRICT;

-- What happened, for those who take part; the audit log says the same.
CREATE TABLE linkage_round_event (
    id INTEGER NOT NULL PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES linkage_round (id),
    kind TEXT NOT NULL,
    institution TEXT,
    happened_at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX linkage_round_event_by_round ON linkage_round_event (round_id);
