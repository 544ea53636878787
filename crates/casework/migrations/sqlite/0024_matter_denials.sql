-- A denial beats every grant on a matter: a relative of a suspect, any conflict of interest.
CREATE TABLE matter_denial (
    matter TEXT NOT NULL REFERENCES matter (id),
    holder TEXT NOT NULL,
    denied_by TEXT NOT NULL,
    denied_at INTEGER NOT NULL,
    PRIMARY KEY (matter, holder)
) STRICT;
