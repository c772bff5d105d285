-- Review of drafts: who is asked to read one, what they say of it at which revision, comments that hold on to a paragraph, changes that
-- are suggested; and modules that nothing new takes.

CREATE TABLE draft_writers (
    draft_id  UUID NOT NULL REFERENCES drafts (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (draft_id, person_id)
);
CREATE INDEX draft_writers_person ON draft_writers (person_id);
-- Who wrote in the drafts that are there; what was copied from a version when a draft was begun is nobody's.
INSERT INTO draft_writers (draft_id, person_id)
SELECT f.draft_id, f.changed_by FROM draft_files f JOIN drafts d ON d.id = f.draft_id WHERE f.changed_at > d.begun_at OR d.base IS NULL
UNION
SELECT s.draft_id, s.saved_by FROM draft_saves s JOIN drafts d ON d.id = s.draft_id WHERE s.saved_at > d.begun_at OR d.base IS NULL;

CREATE TABLE draft_reviewers (
    draft_id    UUID NOT NULL REFERENCES drafts (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    asked_at    TIMESTAMPTZ NOT NULL,
    asked_by    UUID NOT NULL REFERENCES people (id),
    note        TEXT NOT NULL,
    reminded_at TIMESTAMPTZ,
    PRIMARY KEY (draft_id, person_id)
);
CREATE INDEX draft_reviewers_person ON draft_reviewers (person_id);
CREATE INDEX draft_reviewers_asked_by ON draft_reviewers (asked_by);

-- Nothing is taken back here: whoever thinks otherwise later says so later.
CREATE TABLE draft_verdicts (
    id        UUID NOT NULL PRIMARY KEY,
    draft_id  UUID NOT NULL REFERENCES drafts (id),
    person_id UUID NOT NULL REFERENCES people (id),
    revision  BIGINT NOT NULL,                      -- what they had read
    approves  BOOLEAN NOT NULL,
    words     TEXT NOT NULL,
    said_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX draft_verdicts_draft ON draft_verdicts (draft_id, said_at);
CREATE INDEX draft_verdicts_person ON draft_verdicts (person_id);

-- The texts of a draft as they stood when somebody said what they think of it: what changed since can be told.
CREATE TABLE draft_readings (
    draft_id UUID NOT NULL REFERENCES drafts (id),
    revision BIGINT NOT NULL,
    path     TEXT NOT NULL,
    content  BYTEA NOT NULL,
    PRIMARY KEY (draft_id, revision, path)
);

CREATE TABLE draft_threads (
    id        UUID NOT NULL PRIMARY KEY,
    draft_id  UUID NOT NULL REFERENCES drafts (id),
    path      TEXT NOT NULL,
    digest    TEXT NOT NULL,                        -- of the paragraph it holds on to; empty: the unit as a whole
    words     TEXT NOT NULL,                        -- the paragraph as it was
    position  BIGINT NOT NULL,                      -- its place in the text, from 0
    revision  BIGINT NOT NULL,                      -- of the draft when it was begun
    begun_at  TIMESTAMPTZ NOT NULL,
    begun_by  UUID NOT NULL REFERENCES people (id),
    suggested TEXT,                                 -- what may stand instead
    outcome   TEXT CONSTRAINT draft_threads_outcome CHECK (outcome IN ('taken', 'declined')),
    taken_as  BIGINT,                               -- the revision it became
    closed_at TIMESTAMPTZ,
    closed_by UUID REFERENCES people (id)
);
CREATE INDEX draft_threads_path ON draft_threads (draft_id, path);
CREATE INDEX draft_threads_begun_by ON draft_threads (begun_by);
CREATE INDEX draft_threads_closed_by ON draft_threads (closed_by);

CREATE TABLE draft_comments (
    id        UUID NOT NULL PRIMARY KEY,
    thread_id UUID NOT NULL REFERENCES draft_threads (id),
    person_id UUID NOT NULL REFERENCES people (id),
    words     TEXT NOT NULL,
    said_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX draft_comments_thread ON draft_comments (thread_id, said_at);
CREATE INDEX draft_comments_person ON draft_comments (person_id);

CREATE TABLE retired_modules (
    module_id  UUID NOT NULL PRIMARY KEY REFERENCES modules (id),
    retired_at TIMESTAMPTZ NOT NULL,
    retired_by UUID NOT NULL REFERENCES people (id)
);
CREATE INDEX retired_modules_retired_by ON retired_modules (retired_by);
