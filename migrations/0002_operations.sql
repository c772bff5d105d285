-- What the program does beside serving pages: its audit log, and mail.

-- One row: the end of the chain. Whoever appends takes the next number by a guarded update, which also puts appenders in a row.
CREATE TABLE audit_head (
    id          BIGINT NOT NULL PRIMARY KEY CONSTRAINT audit_head_single CHECK (id = 1),
    sequence    BIGINT NOT NULL,
    hash        TEXT NOT NULL
);
INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '');

CREATE TABLE audit_entries (
    sequence    BIGINT NOT NULL PRIMARY KEY,
    at          TIMESTAMPTZ NOT NULL,
    actor_id    UUID REFERENCES people (id),        -- absent: the program itself, or the command line
    action      TEXT NOT NULL,                      -- "rights.granted"
    subject     TEXT NOT NULL,                      -- "person 0190…"
    details     TEXT NOT NULL,                      -- JSON
    previous    TEXT NOT NULL,                      -- hash of the entry before
    hash        TEXT NOT NULL
);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id);

CREATE TABLE mail (
    id          UUID NOT NULL PRIMARY KEY,
    recipient   TEXT NOT NULL,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    due_at      TIMESTAMPTZ NOT NULL,               -- not before; moves back with every failed attempt
    attempts    BIGINT NOT NULL DEFAULT 0,
    leased_until TIMESTAMPTZ,                       -- exactly one process holds it until then
    sent_at     TIMESTAMPTZ,
    failed_at   TIMESTAMPTZ,                        -- given up
    last_error  TEXT
);
CREATE INDEX mail_waiting ON mail (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
