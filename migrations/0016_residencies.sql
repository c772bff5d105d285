-- When people are busy: of a calendar only its busy times are kept, never what an entry is called or where it is.

CREATE TABLE busy_sources (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CONSTRAINT busy_sources_kind CHECK (kind IN ('address', 'file', 'days')),
    address     TEXT,                               -- of kind address only: closed under the key of the deployment
    host        TEXT NOT NULL,                      -- of that address, to recognize it by; '' for others
    blocks      BIGINT NOT NULL,                    -- how many busy blocks the last good answer came to
    not_understood BIGINT NOT NULL,                 -- entries left out because their times were not understood
    created_at  TIMESTAMPTZ NOT NULL,
    read_at     TIMESTAMPTZ,                        -- of the last good answer
    tried_at    TIMESTAMPTZ,                        -- of the last try, good or not
    failure     TEXT NOT NULL,                      -- why the last try failed, in words; '' if it did not
    failures    BIGINT NOT NULL,                    -- tries that failed since the last good answer
    due_at      TIMESTAMPTZ,                        -- when it is to be read again; absent for what is never fetched
    leased_until TIMESTAMPTZ                        -- until when a process is reading it
);
CREATE INDEX busy_sources_person ON busy_sources (person_id, created_at);
CREATE INDEX busy_sources_due ON busy_sources (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE busy_blocks (
    source_id   UUID NOT NULL REFERENCES busy_sources (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    starts_at   TIMESTAMPTZ NOT NULL,
    ends_at     TIMESTAMPTZ NOT NULL,               -- the first moment that is free again
    PRIMARY KEY (source_id, starts_at)
);
CREATE INDEX busy_blocks_person ON busy_blocks (person_id, starts_at);
CREATE INDEX busy_blocks_end ON busy_blocks (ends_at);

-- Until when a person's scheduler has to be asked; absent: 45 days before.
CREATE TABLE scheduler_rules (
    person_id   UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    kind        TEXT NOT NULL CONSTRAINT scheduler_rules_kind CHECK (kind IN ('notice', 'published')),
    days        BIGINT NOT NULL,                    -- notice: so many days before; published: on this day of the month, from 1
    months      BIGINT NOT NULL                     -- published: so many months before the month it is for; notice: 0
);

-- Whom the program has reminded to ask, and for which days: a residency that moves is another one to ask for.
CREATE TABLE scheduler_reminders (
    person_id   UUID NOT NULL REFERENCES people (id),
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    starts_on   DATE NOT NULL,
    told_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, cohort_id, starts_on)
);
CREATE INDEX scheduler_reminders_cohort ON scheduler_reminders (cohort_id);
