-- Requests for information from the public front. They go to staff by mail and stay here until answered.

CREATE TABLE information_requests (
    id          UUID NOT NULL PRIMARY KEY,          -- made with the form: posting twice is harmless
    name        TEXT NOT NULL,
    email       TEXT NOT NULL,
    specialty   TEXT NOT NULL,
    question    TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ,
    answered_by UUID REFERENCES people (id)
);
CREATE INDEX information_requests_waiting ON information_requests (created_at) WHERE answered_at IS NULL;
CREATE INDEX information_requests_answered ON information_requests (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX information_requests_by ON information_requests (answered_by);
