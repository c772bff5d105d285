-- Assignments: what students hand in, and how it is graded. A unit can be of one kind more; no engine but PostgreSQL changes the words a
-- column may hold, so the column is made anew.
ALTER TABLE units ADD COLUMN sort TEXT NOT NULL DEFAULT 'lesson' CONSTRAINT units_sort CHECK (sort IN ('lesson', 'quiz', 'case', 'assignment'));
UPDATE units SET sort = kind;
ALTER TABLE units DROP COLUMN kind;
ALTER TABLE units RENAME COLUMN sort TO kind;

-- An assignment is known by its module and its unit's name in addresses, as discussions and extensions are: so what was handed in stays
-- where it is when a cohort goes on with another version of the module. unit_id is the unit as it was at that moment, with its rubric.

-- Files that are to be handed in. Their bytes lie in the object store, under their hash, and have no public address. A file that was taken
-- out again stays while it was handed in.
CREATE TABLE assignment_files (
    id            UUID NOT NULL PRIMARY KEY,        -- made with the form: sent twice, it is one file
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    module_id     UUID NOT NULL REFERENCES modules (id),
    unit          TEXT NOT NULL,                    -- its name in addresses
    name          TEXT NOT NULL,                    -- as its owner calls it
    kind          TEXT NOT NULL CONSTRAINT assignment_files_kind CHECK (kind IN ('pdf', 'docx', 'xlsx', 'csv', 'txt', 'png', 'jpg')),
    size          BIGINT NOT NULL,                  -- bytes
    sha256        TEXT NOT NULL,                    -- of the bytes, hex
    added_at      TIMESTAMPTZ NOT NULL,
    removed_at    TIMESTAMPTZ                       -- since when it is not to be handed in
);
CREATE INDEX assignment_files_enrollment ON assignment_files (enrollment_id, module_id, unit);
CREATE INDEX assignment_files_module ON assignment_files (module_id);
CREATE INDEX assignment_files_hash ON assignment_files (sha256);

-- What was handed in: append-only. Each is a version; the newest of a student (hand_in_members) for an assignment counts.
CREATE TABLE hand_ins (
    id            UUID NOT NULL PRIMARY KEY,        -- UUIDv7, made with the page: sent twice, it is one
    enrollment_id UUID NOT NULL REFERENCES enrollments (id), -- who handed it in
    module_id     UUID NOT NULL REFERENCES modules (id),
    unit          TEXT NOT NULL,                    -- its name in addresses
    unit_id       UUID NOT NULL REFERENCES units (id), -- as it was: its rubric grades this
    team_id       UUID REFERENCES teams (id),       -- of an assignment for teams
    version       BIGINT NOT NULL,                  -- from 1, for the student or the team
    handed_in_at  TIMESTAMPTZ NOT NULL,
    due_at        TIMESTAMPTZ NOT NULL,             -- for whoever handed it in, with their extension
    late_seconds  BIGINT,                           -- after due_at; absent if in time
    text          TEXT NOT NULL,                    -- as it was written; empty where none is asked for
    no_patient_data BOOLEAN NOT NULL                -- confirmed by whoever handed it in
        CONSTRAINT hand_ins_no_patient_data CHECK (no_patient_data)
);
CREATE UNIQUE INDEX hand_ins_own ON hand_ins (enrollment_id, module_id, unit, version) WHERE team_id IS NULL;
CREATE UNIQUE INDEX hand_ins_team ON hand_ins (team_id, module_id, unit, version) WHERE team_id IS NOT NULL;
CREATE INDEX hand_ins_enrollment ON hand_ins (enrollment_id);
CREATE INDEX hand_ins_assignment ON hand_ins (module_id, unit, handed_in_at);
CREATE INDEX hand_ins_unit ON hand_ins (unit_id);

-- For whom it was handed in: the student, or everybody who was in the team at that moment. Append-only. Teams may be mixed anew later;
-- what was handed in, and its grade, stays that of these.
CREATE TABLE hand_in_members (
    hand_in_id    UUID NOT NULL REFERENCES hand_ins (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    PRIMARY KEY (hand_in_id, enrollment_id)
);
CREATE INDEX hand_in_members_enrollment ON hand_in_members (enrollment_id);

CREATE TABLE hand_in_files (                        -- append-only
    hand_in_id    UUID NOT NULL REFERENCES hand_ins (id),
    position      BIGINT NOT NULL,                  -- from 1
    file_id       UUID NOT NULL REFERENCES assignment_files (id),
    PRIMARY KEY (hand_in_id, position)
);
CREATE INDEX hand_in_files_file ON hand_in_files (file_id);

-- Runs of simulators, copied: what is saved of them may change or go. Append-only.
CREATE TABLE hand_in_runs (
    hand_in_id    UUID NOT NULL REFERENCES hand_ins (id),
    position      BIGINT NOT NULL,                  -- from 1
    simulator     TEXT NOT NULL,                    -- its name in addresses
    title         TEXT NOT NULL,                    -- as its owner calls it
    inputs        TEXT NOT NULL,                    -- the query string with which it can be opened again
    result        TEXT NOT NULL,                    -- in words, as it was shown
    PRIMARY KEY (hand_in_id, position)
);

-- Gradings: append-only. Of one grader in one role the newest counts. Where one marks, the role is final. Where two mark, first and second
-- are theirs, and final is what both come to; students see final ones only, once they are released.
CREATE TABLE gradings (
    id            UUID NOT NULL PRIMARY KEY,        -- made with the form: sent twice, it is one
    hand_in_id    UUID NOT NULL REFERENCES hand_ins (id),
    grader_id     UUID NOT NULL REFERENCES people (id),
    role          TEXT NOT NULL CONSTRAINT gradings_role CHECK (role IN ('first', 'second', 'final')),
    points        TEXT NOT NULL,                    -- JSON: points by criterion's name, {"risks-stated": 15}
    comment       TEXT NOT NULL,
    outcome       TEXT NOT NULL CONSTRAINT gradings_outcome CHECK (outcome IN ('graded', 'returned')), -- returned: for revision
    graded_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX gradings_hand_in ON gradings (hand_in_id, graded_at);
CREATE INDEX gradings_grader ON gradings (grader_id);

-- Which gradings students see. Append-only; without a row a grading is for graders only.
CREATE TABLE grading_releases (
    grading_id    UUID NOT NULL PRIMARY KEY REFERENCES gradings (id),
    released_at   TIMESTAMPTZ NOT NULL,
    released_by   UUID NOT NULL REFERENCES people (id)
);
CREATE INDEX grading_releases_by ON grading_releases (released_by);

-- Comments in place. A text that was handed in never changes, so a paragraph is known by its number.
CREATE TABLE grading_comments (
    id            UUID NOT NULL PRIMARY KEY,        -- made with the form: sent twice, it is one
    hand_in_id    UUID NOT NULL REFERENCES hand_ins (id),
    author_id     UUID NOT NULL REFERENCES people (id),
    paragraph     BIGINT NOT NULL,                  -- of the text, from 1
    words         TEXT NOT NULL,
    written_at    TIMESTAMPTZ NOT NULL,
    removed_at    TIMESTAMPTZ
);
CREATE INDEX grading_comments_hand_in ON grading_comments (hand_in_id, paragraph);
CREATE INDEX grading_comments_author ON grading_comments (author_id);

-- What members of a team say of each other's contribution, in confidence. Append-only: of one pair the newest counts.
CREATE TABLE peer_ratings (
    id            UUID NOT NULL PRIMARY KEY,        -- made with the form: sent twice, it is one
    module_id     UUID NOT NULL REFERENCES modules (id),
    unit          TEXT NOT NULL,                    -- its name in addresses
    team_id       UUID NOT NULL REFERENCES teams (id),
    rater_id      UUID NOT NULL REFERENCES enrollments (id),
    rated_id      UUID NOT NULL REFERENCES enrollments (id),
    points        BIGINT NOT NULL CONSTRAINT peer_ratings_points CHECK (points BETWEEN 1 AND 5),
    words         TEXT NOT NULL,                    -- may be empty
    rated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX peer_ratings_assignment ON peer_ratings (module_id, unit, team_id);
CREATE INDEX peer_ratings_team ON peer_ratings (team_id);
CREATE INDEX peer_ratings_rater ON peer_ratings (rater_id);
CREATE INDEX peer_ratings_rated ON peer_ratings (rated_id);
