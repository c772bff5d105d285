-- Modules and their published versions. A version is immutable: importing other bytes makes the next.

CREATE TABLE modules (
    id          UUID NOT NULL PRIMARY KEY,
    slug        TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX modules_slug ON modules (slug);

CREATE TABLE module_versions (
    id           UUID NOT NULL PRIMARY KEY,
    module_id    UUID NOT NULL REFERENCES modules (id),
    number       BIGINT NOT NULL,
    title        TEXT NOT NULL,
    summary      TEXT NOT NULL,
    objectives   TEXT NOT NULL,                     -- JSON list of strings
    competencies TEXT NOT NULL,                     -- JSON list of codes
    authors      TEXT NOT NULL,                     -- JSON list of strings
    license      TEXT NOT NULL,
    reviewed     DATE,
    introduction TEXT NOT NULL,                     -- HTML
    digest       TEXT NOT NULL,                     -- SHA-256 over the package's files
    published_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX module_versions_number ON module_versions (module_id, number);

-- The package as it was imported, byte for byte.
CREATE TABLE package_files (
    version_id  UUID NOT NULL REFERENCES module_versions (id),
    path        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    content     BYTEA NOT NULL,
    PRIMARY KEY (version_id, path)
);

CREATE TABLE units (
    id          UUID NOT NULL PRIMARY KEY,
    version_id  UUID NOT NULL REFERENCES module_versions (id),
    position    BIGINT NOT NULL,                    -- from 1
    slug        TEXT NOT NULL,
    kind        TEXT NOT NULL CONSTRAINT units_kind CHECK (kind IN ('lesson', 'quiz', 'case')),
    title       TEXT NOT NULL,
    minutes     BIGINT NOT NULL,
    objectives  TEXT NOT NULL,                      -- JSON list of strings
    body        TEXT NOT NULL,                      -- JSON: rendered HTML pieces and the questions between them
    contents    TEXT NOT NULL,                      -- JSON: headings with level, anchor and text
    settings    TEXT NOT NULL                       -- JSON: pass, attempts, time limit, shuffle; words asked for
);
CREATE UNIQUE INDEX units_slug ON units (version_id, slug);
CREATE UNIQUE INDEX units_position ON units (version_id, position);

CREATE TABLE questions (
    id          UUID NOT NULL PRIMARY KEY,
    unit_id     UUID NOT NULL REFERENCES units (id),
    position    BIGINT NOT NULL,                    -- from 1
    slug        TEXT NOT NULL,                      -- the id its author gave it
    kind        TEXT NOT NULL CONSTRAINT questions_kind
                CHECK (kind IN ('single', 'multiple', 'numeric', 'matching', 'ordering', 'short', 'text')),
    points      BIGINT NOT NULL,
    definition  TEXT NOT NULL                       -- JSON: prompt, answers, feedback, rationale
);
CREATE UNIQUE INDEX questions_slug ON questions (unit_id, slug);
CREATE UNIQUE INDEX questions_position ON questions (unit_id, position);
