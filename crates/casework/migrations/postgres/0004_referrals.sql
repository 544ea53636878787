-- Referrals: what is asked of whom and where it stands. What they say is a sealed package.
CREATE TABLE referral (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    kind TEXT NOT NULL,
    service TEXT NOT NULL,
    urgency TEXT NOT NULL,
    recipient TEXT NOT NULL,
    basis TEXT NOT NULL REFERENCES disclosure_basis (id),
    fields TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    follows TEXT REFERENCES referral (id),
    disclosure TEXT UNIQUE REFERENCES disclosure (id),
    sender TEXT NOT NULL,
    sender_institution TEXT NOT NULL,
    drafted_at BIGINT NOT NULL,
    sent_at BIGINT,
    due_at BIGINT,
    moved_at BIGINT
);
CREATE INDEX referral_case ON referral (case_code, drafted_at);
CREATE INDEX referral_recipient ON referral (recipient, due_at);
CREATE INDEX referral_sender ON referral (sender, sent_at);
