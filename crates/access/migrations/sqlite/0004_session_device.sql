-- What kind of browser a session was begun on, so that its owner knows it again. No address and no
-- version: nothing by which anybody else would know the person.
ALTER TABLE account_session ADD COLUMN device TEXT NOT NULL DEFAULT '';
