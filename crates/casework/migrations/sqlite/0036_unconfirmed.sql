-- Concerns that nobody confirmed: those whose half year is over are found without walking the others.
CREATE INDEX case_unconfirmed ON case_file (opened_at)
    WHERE phase IN ('concern', 'not-indicated') AND erased_at IS NULL;
