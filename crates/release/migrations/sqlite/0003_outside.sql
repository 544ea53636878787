-- What may be given away of one group of people by noise, and what was: the ledger as the engine
-- writes it. Its number rises with every release, so that none is paid for out of an old one.
CREATE TABLE noise_budget (
    people TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    ledger TEXT NOT NULL
) STRICT;

-- Files that left otherwise than as registered tables: 'noise' or 'records'. Rows are added, never
-- changed.
CREATE TABLE released_file (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    people TEXT NOT NULL,
    what TEXT NOT NULL,
    hash TEXT NOT NULL,
    released_at INTEGER NOT NULL,
    account TEXT NOT NULL,
    account_name TEXT NOT NULL
) STRICT;
