-- Links by which somebody without an account reads one draft, and sessions that look at the site as a student would with a draft in the
-- place of the version that is studied.

CREATE TABLE draft_links (
    id         UUID NOT NULL PRIMARY KEY,
    draft_id   UUID NOT NULL REFERENCES drafts (id),
    token_hash TEXT NOT NULL,                       -- SHA-256 of the secret, hex
    note       TEXT NOT NULL,                       -- whom it is for; may be empty
    made_at    TIMESTAMPTZ NOT NULL,
    made_by    UUID NOT NULL REFERENCES people (id),
    ends_at    TIMESTAMPTZ NOT NULL,
    opened     BIGINT NOT NULL,                     -- how often
    opened_at  TIMESTAMPTZ,                         -- when it was counted last
    revoked_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX draft_links_token ON draft_links (token_hash);
CREATE INDEX draft_links_draft ON draft_links (draft_id, made_at);
CREATE INDEX draft_links_made_by ON draft_links (made_by);
CREATE INDEX draft_links_ends ON draft_links (ends_at);

CREATE TABLE draft_views (
    session_id UUID NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    draft_id   UUID NOT NULL REFERENCES drafts (id)
);
CREATE INDEX draft_views_draft ON draft_views (draft_id);
