-- Who was there when somebody was screened, and whether the person wished to begin. Screenings from
-- before say of neither.
ALTER TABLE screening ADD COLUMN present TEXT NOT NULL DEFAULT '';
ALTER TABLE screening ADD COLUMN voluntary BIGINT NOT NULL DEFAULT 0;
