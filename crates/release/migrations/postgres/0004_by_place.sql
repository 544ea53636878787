-- The register is read place by place, the latest first.
CREATE INDEX released_by_place ON released (place, id);
