-- Who has which unit of a draft open, so that two authors in one text know of each other. A row is of no use a minute after its last sign,
-- and is cleared away then.

CREATE TABLE draft_presence (
    draft_id  UUID NOT NULL REFERENCES drafts (id),
    path      TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    seen_at   TIMESTAMPTZ NOT NULL,                 -- the last sign of them
    wrote_at  TIMESTAMPTZ,                          -- when they saved last since they opened it
    PRIMARY KEY (draft_id, path, person_id)
);
CREATE INDEX draft_presence_person ON draft_presence (person_id);
CREATE INDEX draft_presence_seen ON draft_presence (seen_at);
