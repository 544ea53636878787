-- Whom a release is for: 'public', or 'members' of the committee of its place.
ALTER TABLE released ADD COLUMN audience TEXT NOT NULL DEFAULT 'public';
CREATE INDEX released_by_audience ON released (audience, place, id);
