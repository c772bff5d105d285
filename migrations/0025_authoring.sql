-- Who writes a module, and what they write until it is published: a content package in the database, one open at a time.

CREATE TABLE module_authors (
    module_id UUID NOT NULL REFERENCES modules (id),
    person_id UUID NOT NULL REFERENCES people (id),
    added_at  TIMESTAMPTZ NOT NULL,
    added_by  UUID REFERENCES people (id),
    PRIMARY KEY (module_id, person_id)
);
CREATE INDEX module_authors_person ON module_authors (person_id);
CREATE INDEX module_authors_added_by ON module_authors (added_by);

CREATE TABLE drafts (
    id        UUID NOT NULL PRIMARY KEY,
    module_id UUID NOT NULL REFERENCES modules (id),
    base      BIGINT,                               -- the version it was begun from; none for a new module
    state     TEXT NOT NULL CONSTRAINT drafts_state CHECK (state IN ('writing', 'review', 'approved', 'published', 'discarded')),
    revision  BIGINT NOT NULL,                      -- raised by every change, and never taken again within the module
    number    BIGINT,                               -- the version it became
    begun_at  TIMESTAMPTZ NOT NULL,
    begun_by  UUID NOT NULL REFERENCES people (id),
    closed_at TIMESTAMPTZ,
    closed_by UUID REFERENCES people (id)
);
CREATE UNIQUE INDEX drafts_open ON drafts (module_id) WHERE closed_at IS NULL;
CREATE INDEX drafts_module ON drafts (module_id, begun_at);
CREATE INDEX drafts_begun_by ON drafts (begun_by);
CREATE INDEX drafts_closed_by ON drafts (closed_by);

CREATE TABLE draft_files (
    draft_id   UUID NOT NULL REFERENCES drafts (id),
    path       TEXT NOT NULL,
    content    BYTEA NOT NULL,
    revision   BIGINT NOT NULL,                     -- that of the draft when it was changed
    changed_at TIMESTAMPTZ NOT NULL,
    changed_by UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (draft_id, path)
);
CREATE INDEX draft_files_changed_by ON draft_files (changed_by);

-- What a save replaced, a removal took away, or a conflict put aside: nothing typed is lost.
CREATE TABLE draft_saves (
    id          UUID NOT NULL PRIMARY KEY,
    draft_id    UUID NOT NULL REFERENCES drafts (id),
    path        TEXT NOT NULL,
    content     BYTEA NOT NULL,
    revision    BIGINT NOT NULL,                    -- that under which it stood, or which its writer had seen
    saved_at    TIMESTAMPTZ NOT NULL,
    saved_by    UUID NOT NULL REFERENCES people (id),
    replaced_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX draft_saves_path ON draft_saves (draft_id, path, replaced_at);
CREATE INDEX draft_saves_saved_by ON draft_saves (saved_by);
