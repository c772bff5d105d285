-- A program is a template; a cohort is a group of people who walk through it on dates.

CREATE TABLE programs (
    id          UUID NOT NULL PRIMARY KEY,
    slug        TEXT NOT NULL,
    title       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX programs_slug ON programs (slug);

CREATE TABLE cohorts (
    id          UUID NOT NULL PRIMARY KEY,
    program_id  UUID NOT NULL REFERENCES programs (id),
    slug        TEXT NOT NULL,
    title       TEXT NOT NULL,
    time_zone   TEXT NOT NULL,                      -- the campus, IANA name
    starts_on   DATE NOT NULL,
    ends_on     DATE NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX cohorts_slug ON cohorts (slug);
CREATE INDEX cohorts_program ON cohorts (program_id);

CREATE TABLE residencies (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    position    BIGINT NOT NULL,                    -- from 1
    title       TEXT NOT NULL,
    place       TEXT NOT NULL,
    starts_on   DATE NOT NULL,                      -- campus days, both included
    ends_on     DATE NOT NULL
);
CREATE UNIQUE INDEX residencies_position ON residencies (cohort_id, position);

-- The modules of a cohort, each pinned to one version.
CREATE TABLE cohort_modules (
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    module_id   UUID NOT NULL REFERENCES modules (id),
    version_id  UUID NOT NULL REFERENCES module_versions (id),
    position    BIGINT NOT NULL,                    -- from 1
    opens_at    TIMESTAMPTZ NOT NULL,
    due_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (cohort_id, module_id)
);
CREATE INDEX cohort_modules_version ON cohort_modules (version_id);
CREATE INDEX cohort_modules_module ON cohort_modules (module_id);

-- Due dates of single units, where they have one of their own.
CREATE TABLE cohort_units (
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    unit_id     UUID NOT NULL REFERENCES units (id),
    due_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (cohort_id, unit_id)
);
CREATE INDEX cohort_units_unit ON cohort_units (unit_id);

CREATE TABLE enrollments (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    state       TEXT NOT NULL CONSTRAINT enrollments_state
                CHECK (state IN ('invited', 'enrolled', 'on_leave', 'deferred', 'withdrawn', 'graduated')),
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX enrollments_person ON enrollments (person_id, cohort_id);
CREATE INDEX enrollments_cohort ON enrollments (cohort_id);

-- Faculty of a whole cohort (module absent) or of one module in it.
CREATE TABLE teaching (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    module_id   UUID REFERENCES modules (id),
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX teaching_module ON teaching (person_id, cohort_id, module_id) WHERE module_id IS NOT NULL;
CREATE UNIQUE INDEX teaching_cohort ON teaching (person_id, cohort_id) WHERE module_id IS NULL;
CREATE INDEX teaching_of_cohort ON teaching (cohort_id);
CREATE INDEX teaching_of_module ON teaching (module_id);
