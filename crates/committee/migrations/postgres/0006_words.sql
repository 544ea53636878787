-- An undone import gives the words that it had replaced back as they were: one word can then be
-- replaced more than once, and its history is told by what replaced it each time.
ALTER TABLE reported_figure_history RENAME TO reported_figure_history_before;
CREATE TABLE reported_figure_history (
    stage BIGINT NOT NULL,
    indicator BIGINT NOT NULL,
    place BIGINT NOT NULL,
    period BIGINT NOT NULL,
    breakdown BIGINT NOT NULL,
    institution BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    state BIGINT NOT NULL,
    number BIGINT,
    confidence TEXT,
    rule BIGINT,
    comment TEXT,
    revised_from BIGINT,
    superseded_by BIGINT NOT NULL,
    PRIMARY KEY (stage, indicator, place, period, breakdown, institution, change_id, superseded_by)
);
INSERT INTO reported_figure_history (stage, indicator, place, period, breakdown, institution,
    change_id, state, number, confidence, rule, comment, revised_from, superseded_by)
SELECT stage, indicator, place, period, breakdown, institution, change_id, state, number,
    confidence, rule, comment, revised_from, superseded_by FROM reported_figure_history_before;
DROP TABLE reported_figure_history_before;

-- Drafts are few and are taken by institution and period.
CREATE INDEX reported_figure_draft ON reported_figure (institution, period, indicator)
    WHERE stage = 0;
