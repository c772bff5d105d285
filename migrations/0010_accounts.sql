-- A password was right and a second factor is still to be shown. It is no session and opens nothing but that step.
CREATE TABLE second_steps (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    token_hash  TEXT NOT NULL,                      -- SHA-256 of the cookie, hex
    expires_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX second_steps_token ON second_steps (token_hash);
CREATE INDEX second_steps_person ON second_steps (person_id);
CREATE INDEX second_steps_expiry ON second_steps (expires_at);
