-- Every version of an action: what changed, who wrote it down, and, where the person answered, who was
-- there. What an action said at the time is a sealed field of the version's own.
CREATE TABLE action_version (
    action TEXT NOT NULL REFERENCES plan_action (id),
    version INTEGER NOT NULL,
    change TEXT NOT NULL,
    present TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (action, version)
) STRICT;

-- When the joint team meets the person.
ALTER TABLE formal_identification ADD COLUMN meets_at INTEGER;
