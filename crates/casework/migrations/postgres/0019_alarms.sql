-- Alarms about unusual numbers of openings, by worker and day; no case and no person stands in them.
-- id: the place of the alarm's own event in the ledger.
CREATE TABLE alarm (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    worker TEXT NOT NULL REFERENCES worker (account),
    institution TEXT NOT NULL,
    day BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    number BIGINT NOT NULL,
    usual BIGINT,
    finding TEXT,
    reason TEXT,
    acknowledged_by TEXT,
    acknowledged_at BIGINT
);
CREATE INDEX alarm_institution ON alarm (institution, raised_at);
CREATE INDEX alarm_worker ON alarm (worker, kind, day);

-- Whom an institution names to look at its alarms.
CREATE TABLE alarm_watch (
    institution TEXT NOT NULL PRIMARY KEY,
    watchers TEXT NOT NULL,
    named_by TEXT NOT NULL,
    named_at BIGINT NOT NULL
);

-- Whose sealed texts a worker opened on a day (days since 1970), for thirty days.
CREATE TABLE opening_day (
    worker TEXT NOT NULL,
    day BIGINT NOT NULL,
    case_code TEXT NOT NULL,
    PRIMARY KEY (worker, day, case_code)
);

-- How often a worker was refused in a second, for a day.
CREATE TABLE refusal (
    worker TEXT NOT NULL,
    at BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (worker, at)
);
CREATE INDEX file_event_actor ON file_event (actor, at);
