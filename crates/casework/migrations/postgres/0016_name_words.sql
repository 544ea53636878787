-- Each word of a name as a blind index of its own, for finding a case that the asker may open.
CREATE TABLE blind_index_word (
    case_code TEXT NOT NULL REFERENCES case_file (code),
    entry BYTEA NOT NULL,
    PRIMARY KEY (case_code, entry)
);
CREATE INDEX blind_index_word_entry ON blind_index_word (entry, case_code);
