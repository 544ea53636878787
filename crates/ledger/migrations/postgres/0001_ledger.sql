-- The audit log. Rows are added, never changed. leaf: the hash of the row; peaks: the roots of the
-- complete subtrees that all rows up to this one form, the largest first (RFC 6962, section 2.1).
CREATE TABLE ledger_event (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    leaf TEXT NOT NULL,
    peaks TEXT NOT NULL
);
