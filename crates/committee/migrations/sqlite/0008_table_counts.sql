-- What the technical table's cases were counted to be, and why what is not in it is not: numbers by
-- indicator and reason, handed over through the gate. Rows are added, never changed.
CREATE TABLE table_count (
    return_id INTEGER NOT NULL REFERENCES institution_return (id),
    change_id INTEGER NOT NULL REFERENCES figure_change (id),
    counted_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (return_id, change_id)
) STRICT, WITHOUT ROWID;
