-- People, what they may do, and the sessions and tokens by which they prove who they are.

CREATE TABLE people (
    id               UUID NOT NULL PRIMARY KEY,
    email            TEXT NOT NULL,                 -- as typed, for display and mail
    email_folded     TEXT NOT NULL,                 -- case folded in Rust: what is compared
    name             TEXT NOT NULL,
    credentials      TEXT NOT NULL DEFAULT '',      -- "MD, MPH"
    specialty        TEXT NOT NULL DEFAULT '',
    time_zone        TEXT NOT NULL,                 -- IANA name
    npi              TEXT,
    password_hash    TEXT,                          -- argon2id PHC string; absent until the invitation is accepted
    totp_secret      TEXT,                          -- base32; in force once totp_confirmed_at is set
    totp_confirmed_at TIMESTAMPTZ,
    totp_last_step   BIGINT,                        -- the last 30-second step used: a code works once
    created_at       TIMESTAMPTZ NOT NULL,
    deactivated_at   TIMESTAMPTZ
);
CREATE UNIQUE INDEX people_email ON people (email_folded);

-- Standing powers. Students have theirs through enrollments, faculty through modules and cohorts.
CREATE TABLE grants (
    person_id   UUID NOT NULL REFERENCES people (id),
    power       TEXT NOT NULL CONSTRAINT grants_power CHECK (power IN ('staff', 'administrator')),
    granted_at  TIMESTAMPTZ NOT NULL,
    granted_by  UUID REFERENCES people (id),
    PRIMARY KEY (person_id, power)
);
CREATE INDEX grants_granted_by ON grants (granted_by);

CREATE TABLE sessions (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    token_hash  TEXT NOT NULL,                      -- SHA-256 of the cookie, hex: a stolen database opens no session
    second_factor BOOLEAN NOT NULL,                 -- whether this session has shown one
    created_at  TIMESTAMPTZ NOT NULL,
    seen_at     TIMESTAMPTZ NOT NULL,               -- renewed at most once a minute
    idle_until  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,               -- absolute
    device      TEXT NOT NULL,                      -- user agent, shortened
    address     TEXT NOT NULL
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What is sent by mail and works once.
CREATE TABLE tokens (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    purpose     TEXT NOT NULL CONSTRAINT tokens_purpose CHECK (purpose IN ('invitation', 'password_reset', 'email_change')),
    token_hash  TEXT NOT NULL,
    email       TEXT,                               -- the new address, for email_change
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,
    used_at     TIMESTAMPTZ
);
CREATE UNIQUE INDEX tokens_hash ON tokens (token_hash);
CREATE INDEX tokens_person ON tokens (person_id, purpose);

CREATE TABLE recovery_codes (
    person_id   UUID NOT NULL REFERENCES people (id),
    code_hash   TEXT NOT NULL,
    used_at     TIMESTAMPTZ,
    PRIMARY KEY (person_id, code_hash)
);

-- Tries counted per account and address together. Shared by all processes on this database.
CREATE TABLE tries (
    bucket      TEXT NOT NULL PRIMARY KEY,          -- purpose and SHA-256 of what is limited
    count       BIGINT NOT NULL,
    ends_at     TIMESTAMPTZ NOT NULL                -- when the count begins again
);
CREATE INDEX tries_end ON tries (ends_at);
