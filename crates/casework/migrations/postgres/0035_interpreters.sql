-- Whether it was looked at that the interpreter is nobody's who exploited the person. Briefings from before
-- say nothing of it.
ALTER TABLE briefing ADD COLUMN interpreter_checked BIGINT NOT NULL DEFAULT 0;
