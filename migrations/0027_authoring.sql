-- The question bank: questions that all authors share. Their versions are never changed; editing makes the next.

CREATE TABLE bank_questions (
    id         UUID NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL,                       -- its name in addresses, and in modules that have it
    module_id  UUID NOT NULL REFERENCES modules (id), -- where it was written first
    newest     BIGINT NOT NULL,                     -- the number of its newest version
    kept_at    TIMESTAMPTZ NOT NULL,
    kept_by    UUID NOT NULL REFERENCES people (id),
    retired_at TIMESTAMPTZ,                         -- since when it is not offered any more
    retired_by UUID REFERENCES people (id)
);
CREATE UNIQUE INDEX bank_questions_slug ON bank_questions (slug);
CREATE INDEX bank_questions_module ON bank_questions (module_id);
CREATE INDEX bank_questions_kept_by ON bank_questions (kept_by);
CREATE INDEX bank_questions_retired_by ON bank_questions (retired_by);

CREATE TABLE bank_versions (
    id          UUID NOT NULL PRIMARY KEY,
    question_id UUID NOT NULL REFERENCES bank_questions (id),
    number      BIGINT NOT NULL,                    -- from 1
    block       TEXT NOT NULL,                      -- as its author wrote it, fences included
    kind        TEXT NOT NULL,
    tags        TEXT NOT NULL,                      -- a space before, between and after them
    prompt      TEXT NOT NULL,                      -- its first words, to be listed by
    digest      TEXT NOT NULL,                      -- SHA-256 over block and files
    module_id   UUID NOT NULL REFERENCES modules (id), -- where it was written
    made_at     TIMESTAMPTZ NOT NULL,
    made_by     UUID NOT NULL REFERENCES people (id)
);
CREATE UNIQUE INDEX bank_versions_number ON bank_versions (question_id, number);
CREATE INDEX bank_versions_module ON bank_versions (module_id);
CREATE INDEX bank_versions_made_by ON bank_versions (made_by);

-- The figures that a version shows.
CREATE TABLE bank_files (
    version_id UUID NOT NULL REFERENCES bank_versions (id),
    path       TEXT NOT NULL,
    content    BYTEA NOT NULL,
    PRIMARY KEY (version_id, path)
);

-- Which questions of published modules are of the bank.
CREATE TABLE bank_uses (
    question_id     UUID NOT NULL PRIMARY KEY REFERENCES questions (id),
    bank_version_id UUID NOT NULL REFERENCES bank_versions (id)
);
CREATE INDEX bank_uses_version ON bank_uses (bank_version_id);
