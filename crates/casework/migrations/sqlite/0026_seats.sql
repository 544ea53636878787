-- A worker is a seat: one person at one institution. Whose seat it is stands here; until now everybody
-- had one seat, called by the account's id. A further one is called by that id, @ and the institution.
ALTER TABLE worker ADD COLUMN person TEXT NOT NULL DEFAULT '';
UPDATE worker SET person = account;
CREATE UNIQUE INDEX worker_person ON worker (person, institution);
