-- What students did (evidence, append-only), and what it amounts to (everything else here, rebuildable from evidence alone,
-- except reading_places, which is a bookmark and no evidence of anything).

CREATE TABLE evidence (
    id            UUID NOT NULL PRIMARY KEY,        -- UUIDv7, made where the act happens: sending twice is harmless
    person_id     UUID NOT NULL REFERENCES people (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    version_id    UUID NOT NULL REFERENCES module_versions (id),
    unit_id       UUID NOT NULL REFERENCES units (id),
    kind          TEXT NOT NULL CONSTRAINT evidence_kind
                  CHECK (kind IN ('started', 'read', 'answered', 'submitted', 'completed')),
    payload       TEXT NOT NULL,                    -- JSON, by kind
    occurred_at   TIMESTAMPTZ NOT NULL,             -- by the device's clock
    recorded_at   TIMESTAMPTZ NOT NULL              -- by ours
);
CREATE INDEX evidence_enrollment ON evidence (enrollment_id, unit_id);

-- One row for a student and unit once anything happened there.
CREATE TABLE unit_progress (
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    unit_id       UUID NOT NULL REFERENCES units (id),
    version_id    UUID NOT NULL REFERENCES module_versions (id),
    started_at    TIMESTAMPTZ NOT NULL,
    last_at       TIMESTAMPTZ NOT NULL,
    completed_at  TIMESTAMPTZ,
    best_percent  DOUBLE PRECISION,                 -- of a quiz, 0 to 100
    PRIMARY KEY (enrollment_id, unit_id)
);

CREATE TABLE attempts (
    id            UUID NOT NULL PRIMARY KEY,        -- the id of its 'started' evidence
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    unit_id       UUID NOT NULL REFERENCES units (id),
    number        BIGINT NOT NULL,                  -- from 1
    seed          BIGINT NOT NULL,                  -- of its shuffling
    started_at    TIMESTAMPTZ NOT NULL,
    closes_at     TIMESTAMPTZ,                      -- by the time limit, if there is one
    submitted_at  TIMESTAMPTZ,
    points        DOUBLE PRECISION,                 -- once submitted
    possible      DOUBLE PRECISION,
    passed        BOOLEAN
);
CREATE UNIQUE INDEX attempts_number ON attempts (enrollment_id, unit_id, number);
CREATE INDEX attempts_open ON attempts (closes_at) WHERE submitted_at IS NULL;
CREATE INDEX attempts_unfinished ON attempts (enrollment_id) WHERE submitted_at IS NULL;

-- The answer that stands for each question: of an attempt, or, in lessons and cases, of the enrollment.
CREATE TABLE answers (
    holder_id     UUID NOT NULL,                    -- the attempt, or the enrollment
    question_id   UUID NOT NULL,                    -- a question's id; in a case the unit's own
    evidence_id   UUID NOT NULL,                    -- the newest accepted 'answered' evidence
    response      TEXT NOT NULL,                    -- JSON
    occurred_at   TIMESTAMPTZ NOT NULL,
    recorded_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (holder_id, question_id)
);

CREATE TABLE reading_places (
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    unit_id       UUID NOT NULL REFERENCES units (id),
    anchor        TEXT NOT NULL,                    -- the nearest heading above, or ''
    fraction      DOUBLE PRECISION NOT NULL,        -- of the text, 0 to 1
    at            TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (enrollment_id, unit_id)
);
CREATE INDEX reading_places_recent ON reading_places (enrollment_id, at);
