-- Rules by the hour and for matters, and a second person for whoever looks at alarms.
-- In which hours of a day (UTC) a worker opened sealed texts; for thirty days.
CREATE TABLE opening_hour (
    worker TEXT NOT NULL,
    day INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    PRIMARY KEY (worker, day, hour)
) STRICT;

-- Whose sealed texts of matters a worker opened in a second, and how many; for a day.
CREATE TABLE matter_opening (
    worker TEXT NOT NULL,
    at INTEGER NOT NULL,
    matter TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (worker, at, matter)
) STRICT;

-- Who is named for a duty at an institution (to keep its emergency key, to look at its alarms) and waits
-- for a second person.
CREATE TABLE naming (
    institution TEXT NOT NULL,
    duty TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    people TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (institution, duty)
) STRICT;
INSERT INTO naming (institution, duty, id, people, proposed_by, proposed_at, ends_at)
    SELECT institution, 'keepers', id, keepers, proposed_by, proposed_at, ends_at FROM keeper_proposal;
DROP TABLE keeper_proposal;

-- What changed hands: a key, or who looks at alarms.
ALTER TABLE keeper_change ADD COLUMN what TEXT NOT NULL DEFAULT 'key';
