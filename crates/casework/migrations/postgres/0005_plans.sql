-- Assessments, goals, actions, providers and stays: codes and dates. What was said is sealed.
CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    risk TEXT NOT NULL,
    together BIGINT NOT NULL,
    assessed_at BIGINT NOT NULL,
    assessed_by TEXT NOT NULL,
    review_at BIGINT NOT NULL
);
CREATE INDEX assessment_case ON assessment (case_code, assessed_at);

CREATE TABLE goal (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    domain TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX goal_case ON goal (case_code, added_at);

CREATE TABLE provider (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    service TEXT NOT NULL,
    area TEXT NOT NULL,
    admits TEXT NOT NULL,
    places BIGINT NOT NULL,
    mechanism BIGINT NOT NULL,
    UNIQUE (institution, service, area)
);
CREATE INDEX provider_service ON provider (service, area);

CREATE TABLE plan_action (
    id TEXT NOT NULL PRIMARY KEY,
    case_code TEXT NOT NULL REFERENCES case_file (code),
    goal TEXT NOT NULL REFERENCES goal (id),
    service TEXT NOT NULL,
    provider TEXT REFERENCES provider (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX plan_action_goal ON plan_action (goal, due_at);

CREATE TABLE stay (
    id TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL REFERENCES provider (id),
    case_code TEXT NOT NULL REFERENCES case_file (code),
    began_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX stay_provider ON stay (provider, ended_at);
CREATE INDEX stay_case ON stay (case_code, began_at);
