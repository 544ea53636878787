-- In which membership a session and an access token act: always one, never several together.
ALTER TABLE account_session ADD COLUMN membership TEXT REFERENCES membership (id);
UPDATE account_session SET membership = account;
CREATE INDEX account_session_membership ON account_session (membership);
ALTER TABLE access_token ADD COLUMN membership TEXT REFERENCES membership (id);
UPDATE access_token SET membership = account;
CREATE INDEX access_token_membership ON access_token (membership);
