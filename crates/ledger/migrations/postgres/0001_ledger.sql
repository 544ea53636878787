-- The audit log. Rows are added, never changed. leaf: the hash of the row; node: the root of the
-- largest complete subtree that the row ends (RFC 6962, section 2.1), which for rows at even places is
-- the leaf itself. The roots of all complete subtrees follow from these two in O(log n).
CREATE TABLE ledger_event (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    leaf BYTEA NOT NULL,
    node BYTEA NOT NULL
);
