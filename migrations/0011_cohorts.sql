-- A program is a plan of rules; a cohort's calendar is released from it. Who gets more time, who comes, stays away and goes.

-- The plan: modules, residencies, rules of dates, what is asked for completion. JSON, see domain::cohorts::calendar::Plan.
ALTER TABLE programs ADD COLUMN plan TEXT NOT NULL DEFAULT '{}';
-- Counts changes of the plan, so that two who edit at once never overwrite each other silently.
ALTER TABLE programs ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

-- Staff of a program. Administrators run all of them.
CREATE TABLE program_staff (
    program_id  UUID NOT NULL REFERENCES programs (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    added_at    TIMESTAMPTZ NOT NULL,
    added_by    UUID REFERENCES people (id),
    PRIMARY KEY (program_id, person_id)
);
CREATE INDEX program_staff_person ON program_staff (person_id);
CREATE INDEX program_staff_by ON program_staff (added_by);
-- Until now staff ran all programs: they go on doing so with those there are.
INSERT INTO program_staff (program_id, person_id, added_at, added_by)
    SELECT p.id, g.person_id, g.granted_at, g.granted_by FROM programs p CROSS JOIN grants g WHERE g.power = 'staff';

-- A released calendar is never changed; the next one takes its place. The newest stands in cohort_modules, cohort_units and residencies.
CREATE TABLE calendar_releases (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    number      BIGINT NOT NULL,                    -- from 1 without gaps: whoever releases names the one before; 0: what stood before the first
    plan        TEXT NOT NULL,                      -- JSON: the rules
    calendar    TEXT NOT NULL,                      -- JSON: what they came to
    note        TEXT NOT NULL,
    released_at TIMESTAMPTZ NOT NULL,
    released_by UUID REFERENCES people (id)         -- absent: the program itself
);
CREATE UNIQUE INDEX calendar_releases_number ON calendar_releases (cohort_id, number);
CREATE INDEX calendar_releases_by ON calendar_releases (released_by);

-- What stands in calendars and feeds: one row for each thing of the cohort that has a date, kept when it is gone.
CREATE TABLE calendar_entries (
    id          UUID NOT NULL PRIMARY KEY,          -- its UID in feeds, for good
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    entry_key   TEXT NOT NULL,                      -- 'R1', 'health-economics opens', 'health-economics due', 'health-economics/checkpoint due'
    kind        TEXT NOT NULL CONSTRAINT calendar_entries_kind CHECK (kind IN ('residency', 'opens', 'due', 'unit_due')),
    module_id   UUID REFERENCES modules (id),
    unit_slug   TEXT,                               -- of a unit_due
    title       TEXT NOT NULL,
    place       TEXT NOT NULL,
    first_day   DATE NOT NULL,                      -- campus day
    last_day    DATE NOT NULL,                      -- included
    at          TIMESTAMPTZ,                        -- of all that is no residency
    sequence    BIGINT NOT NULL,                    -- goes up with every change
    changed_at  TIMESTAMPTZ NOT NULL,
    canceled_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX calendar_entries_key ON calendar_entries (cohort_id, entry_key);
CREATE INDEX calendar_entries_module ON calendar_entries (module_id);

-- The number of the newest release a student was told about, so that each is told once, when it concerns them.
CREATE TABLE calendars_told (
    enrollment_id UUID NOT NULL PRIMARY KEY REFERENCES enrollments (id),
    number      BIGINT NOT NULL
);

-- More time for one student and one unit: asked for, granted, refused or taken back.
CREATE TABLE extensions (
    id            UUID NOT NULL PRIMARY KEY,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    unit_id       UUID NOT NULL REFERENCES units (id),
    state         TEXT NOT NULL CONSTRAINT extensions_state CHECK (state IN ('requested', 'granted', 'refused', 'withdrawn')),
    basis         TEXT NOT NULL CONSTRAINT extensions_basis CHECK (basis IN ('absolute', 'relative')),
    days          BIGINT,                           -- relative: on top of the unit's date, wherever that moves
    due_on        DATE,                             -- absolute: this campus day, whatever moves
    due_at        TIMESTAMPTZ NOT NULL,             -- what it comes to; reckoned anew with every release
    reason        TEXT NOT NULL,                    -- the student's, or that of who granted it unasked
    answer        TEXT NOT NULL,                    -- to the student
    requested_at  TIMESTAMPTZ NOT NULL,
    requested_by  UUID REFERENCES people (id),
    answered_at   TIMESTAMPTZ,
    answered_by   UUID REFERENCES people (id),
    sequence      BIGINT NOT NULL                   -- goes up with every change: of the student's entry in feeds
);
CREATE UNIQUE INDEX extensions_granted ON extensions (enrollment_id, unit_id) WHERE state = 'granted';
CREATE UNIQUE INDEX extensions_requested ON extensions (enrollment_id, unit_id) WHERE state = 'requested';
CREATE INDEX extensions_enrollment ON extensions (enrollment_id, unit_id);
CREATE INDEX extensions_unit ON extensions (unit_id);
CREATE INDEX extensions_requested_by ON extensions (requested_by);
CREATE INDEX extensions_answered_by ON extensions (answered_by);

-- How a person came to stand as they do in a cohort.
CREATE TABLE enrollment_changes (
    id            UUID NOT NULL PRIMARY KEY,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    before        TEXT,                             -- absent: the beginning
    after         TEXT NOT NULL,
    reason        TEXT NOT NULL,
    other_id      UUID REFERENCES enrollments (id), -- of a transfer: the enrollment it goes on with, or came from
    at            TIMESTAMPTZ NOT NULL,
    changed_by    UUID REFERENCES people (id)
);
CREATE INDEX enrollment_changes_enrollment ON enrollment_changes (enrollment_id, at);
CREATE INDEX enrollment_changes_other ON enrollment_changes (other_id);
CREATE INDEX enrollment_changes_by ON enrollment_changes (changed_by);
-- Until now nobody's way was written down: it begins as they stand.
INSERT INTO enrollment_changes (id, enrollment_id, after, reason, at) SELECT e.id, e.id, e.state, '', e.created_at FROM enrollments e;

-- A cohort went on with another version of a module.
CREATE TABLE version_moves (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    module_id   UUID NOT NULL REFERENCES modules (id),
    from_id     UUID NOT NULL REFERENCES module_versions (id),
    to_id       UUID NOT NULL REFERENCES module_versions (id),
    moved_at    TIMESTAMPTZ NOT NULL,
    moved_by    UUID REFERENCES people (id)
);
CREATE INDEX version_moves_cohort ON version_moves (cohort_id, module_id);
CREATE INDEX version_moves_module ON version_moves (module_id);
CREATE INDEX version_moves_from ON version_moves (from_id);
CREATE INDEX version_moves_to ON version_moves (to_id);
CREATE INDEX version_moves_by ON version_moves (moved_by);

-- A roster that was uploaded: its rows wait here until they are taken in or thrown away.
CREATE TABLE roster_imports (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    file_name   TEXT NOT NULL,
    encoding    TEXT NOT NULL,                      -- as recognized: "UTF-8", "Windows-1252"
    delimiter   TEXT NOT NULL,                      -- one character
    header      TEXT NOT NULL,                      -- JSON list of strings
    mapping     TEXT NOT NULL,                      -- JSON: which column is what
    row_count   BIGINT NOT NULL,                    -- 0 until the whole file has arrived
    created_at  TIMESTAMPTZ NOT NULL,
    created_by  UUID NOT NULL REFERENCES people (id),
    applied_at  TIMESTAMPTZ,
    summary     TEXT NOT NULL DEFAULT '{}'          -- JSON: what became of the rows, once applied
);
CREATE INDEX roster_imports_cohort ON roster_imports (cohort_id, created_at);
CREATE INDEX roster_imports_by ON roster_imports (created_by);
CREATE INDEX roster_imports_age ON roster_imports (created_at);

CREATE TABLE roster_rows (
    import_id   UUID NOT NULL REFERENCES roster_imports (id) ON DELETE CASCADE,
    line        BIGINT NOT NULL,                    -- of the file, from 1
    cells       TEXT NOT NULL,                      -- JSON list of strings
    PRIMARY KEY (import_id, line)
);

-- How the columns of a file with this header were last read.
CREATE TABLE roster_mappings (
    header_hash TEXT NOT NULL PRIMARY KEY,          -- SHA-256 of the header, hex
    mapping     TEXT NOT NULL,
    used_at     TIMESTAMPTZ NOT NULL
);

-- What staff write down about a student, for staff alone. Never changed; a wrong one is struck out.
CREATE TABLE student_notes (
    id            UUID NOT NULL PRIMARY KEY,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    author_id     UUID NOT NULL REFERENCES people (id),
    body          TEXT NOT NULL,
    written_at    TIMESTAMPTZ NOT NULL,
    struck_at     TIMESTAMPTZ,
    struck_by     UUID REFERENCES people (id)
);
CREATE INDEX student_notes_enrollment ON student_notes (enrollment_id, written_at);
CREATE INDEX student_notes_author ON student_notes (author_id);
CREATE INDEX student_notes_struck ON student_notes (struck_by);

-- A secret address under which a person's calendar can be read by other programs.
CREATE TABLE calendar_feeds (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    token_hash  TEXT NOT NULL,                      -- SHA-256 of the secret, hex
    created_at  TIMESTAMPTZ NOT NULL,
    read_at     TIMESTAMPTZ,                        -- renewed at most once an hour
    revoked_at  TIMESTAMPTZ
);
CREATE UNIQUE INDEX calendar_feeds_token ON calendar_feeds (token_hash);
CREATE INDEX calendar_feeds_person ON calendar_feeds (person_id);

-- A session that looks at the site as a student of a cohort would on a day. It can change nothing meanwhile.
CREATE TABLE seen_as (
    session_id  UUID NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    on_day      DATE NOT NULL,                      -- campus day
    began_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX seen_as_cohort ON seen_as (cohort_id);

-- The students of a cohort in one order, so that what is read along them need not be sorted.
DROP INDEX enrollments_cohort;
CREATE UNIQUE INDEX enrollments_cohort ON enrollments (cohort_id, id);
