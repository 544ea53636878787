-- Files whose day has come are looked for each day, among all that were ever closed.
CREATE INDEX closure_due ON closure (keep_until) WHERE reopened_at IS NULL;
