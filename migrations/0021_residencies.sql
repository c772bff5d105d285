-- Runs of the search that arranges the sessions of a residency. A process takes a run for some seconds and tells every second how far it
-- is; if it dies, another one takes the run and begins anew.
CREATE TABLE arrangements (
    id          UUID NOT NULL PRIMARY KEY,          -- made with the form: sent twice, it is one run
    residency_id UUID NOT NULL REFERENCES residencies (id),
    asked_by    UUID NOT NULL REFERENCES people (id),
    asked_at    TIMESTAMPTZ NOT NULL,
    scope       TEXT NOT NULL CONSTRAINT arrangements_scope CHECK (scope IN ('unplaced', 'unlocked')),
    seconds     BIGINT NOT NULL,                    -- how long it may search
    state       TEXT NOT NULL CONSTRAINT arrangements_state CHECK (state IN ('waiting', 'running', 'done', 'canceled', 'failed', 'taken', 'left')),
    turn        BIGINT NOT NULL,                    -- how often it was begun: only the process of the newest turn writes
    leased_until TIMESTAMPTZ,                       -- until when no other process takes it
    started_at  TIMESTAMPTZ,
    cancel_asked_at TIMESTAMPTZ,
    revision    BIGINT,                             -- of the draft it started from
    sessions    BIGINT NOT NULL,                    -- how many are to be arranged
    plan        TEXT,                               -- JSON: the best so far, where each of them is to stand
    placed      BIGINT NOT NULL,                    -- how many have a place in it
    found_at    TIMESTAMPTZ,
    outcome     TEXT,                               -- JSON: how the search ended, with reasons where not everything has a place
    fault       TEXT NOT NULL,                      -- in sentences, why it failed; empty otherwise
    ended_at    TIMESTAMPTZ
);
CREATE INDEX arrangements_residency ON arrangements (residency_id, asked_at);
CREATE UNIQUE INDEX arrangements_open ON arrangements (residency_id) WHERE state IN ('waiting', 'running');
CREATE INDEX arrangements_state ON arrangements (state, asked_at);
CREATE INDEX arrangements_asked_by ON arrangements (asked_by);
CREATE INDEX arrangements_ended ON arrangements (ended_at);
