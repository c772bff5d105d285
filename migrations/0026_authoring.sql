-- Pictures, films, sound and documents beside a module. Their bytes lie in the object store, under their hash.
CREATE TABLE media (
    id          UUID NOT NULL PRIMARY KEY,
    module_id   UUID NOT NULL REFERENCES modules (id),
    path        TEXT NOT NULL,                      -- in the module's package, as texts name it
    sha256      TEXT NOT NULL,                      -- of the bytes, hex
    kind        TEXT NOT NULL CONSTRAINT media_kind CHECK (kind IN ('png', 'jpg', 'mp4', 'webm', 'mp3', 'm4a', 'pdf')),
    size        BIGINT NOT NULL,                    -- bytes
    width       BIGINT,                             -- pixels
    height      BIGINT,                             -- pixels
    duration    BIGINT,                             -- milliseconds
    alt         TEXT NOT NULL,
    captions    TEXT NOT NULL,                      -- WebVTT; empty while there are none
    transcript  TEXT NOT NULL,                      -- plain text; empty while there is none
    added_at    TIMESTAMPTZ NOT NULL,
    added_by    UUID NOT NULL REFERENCES people (id)
);
CREATE UNIQUE INDEX media_path ON media (module_id, path);
CREATE UNIQUE INDEX media_content ON media (module_id, sha256);
CREATE INDEX media_hash ON media (sha256);
CREATE INDEX media_added_by ON media (added_by);

-- What a published version shows of the object store: it is kept as long as the version.
CREATE TABLE version_media (
    version_id  UUID NOT NULL REFERENCES module_versions (id),
    sha256      TEXT NOT NULL,
    PRIMARY KEY (version_id, sha256)
);
CREATE INDEX version_media_hash ON version_media (sha256);
