-- Ways into long tables for what is asked all day: a worker's tasks, the tasks of one case, the cases
-- that one leads or holds a grant on now, the referrals that wait, the hearings that are to come, the matters
-- that one leads, what a conference said of a case, and the few who were erased.
DROP INDEX task_institution;
CREATE INDEX task_open ON task (institution, done_at, due_at, id);
CREATE INDEX task_case ON task (case_code, kind);
CREATE INDEX case_file_manager ON case_file (manager);
DROP INDEX access_grant_holder;
CREATE INDEX access_grant_current ON access_grant (holder, ends_at);
CREATE INDEX referral_waiting ON referral (recipient, state, due_at);
CREATE INDEX hearing_state ON hearing (state, at);
CREATE INDEX matter_leader ON matter (leader);
CREATE INDEX conference_entry_case ON conference_entry (case_code);
CREATE INDEX case_file_erased ON case_file (erased_at, code) WHERE erased_at IS NOT NULL;
