-- What people write to each other in a cohort, and how each wants to be told.

-- How a person wants to be told of a topic; absent: by mail, at once.
CREATE TABLE notification_choices (
    person_id   UUID NOT NULL REFERENCES people (id),
    topic       TEXT NOT NULL,
    way         TEXT NOT NULL CONSTRAINT notification_choices_way CHECK (way IN ('at_once', 'digest', 'never')),
    PRIMARY KEY (person_id, topic)
);

-- When a person is not to be disturbed, and when the digest comes: minutes after midnight in their own zone.
CREATE TABLE notification_hours (
    person_id   UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    quiet_from  BIGINT,                             -- absent: mail comes at any time
    quiet_until BIGINT,
    digest_at   BIGINT NOT NULL
);

-- What waits for a person's digest.
CREATE TABLE notices (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    topic       TEXT NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    link        TEXT NOT NULL,                      -- a path of the site
    created_at  TIMESTAMPTZ NOT NULL,
    due_at      TIMESTAMPTZ NOT NULL                -- of the digest it goes with
);
CREATE INDEX notices_due ON notices (due_at);
CREATE INDEX notices_person ON notices (person_id, due_at);

-- A message of staff to a cohort or a part of it.
CREATE TABLE messages (
    id          UUID NOT NULL PRIMARY KEY,          -- made with the form: sending twice is harmless
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    author_id   UUID NOT NULL REFERENCES people (id),
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,                      -- Markdown
    segment     TEXT NOT NULL,                      -- the query that chose its recipients; '' for all
    sent_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX messages_cohort ON messages (cohort_id, sent_at);
CREATE INDEX messages_author ON messages (author_id);

-- To whom, as each wants to be told, and by which mail.
CREATE TABLE message_recipients (
    message_id    UUID NOT NULL REFERENCES messages (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    way           TEXT NOT NULL CONSTRAINT message_recipients_way CHECK (way IN ('at_once', 'digest', 'never')),
    mail_id       UUID,                             -- of what is told at once
    PRIMARY KEY (message_id, enrollment_id)
);
CREATE INDEX message_recipients_enrollment ON message_recipients (enrollment_id);

-- What staff and faculty announce on the page of a cohort.
CREATE TABLE announcements (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    author_id   UUID NOT NULL REFERENCES people (id),
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,                      -- Markdown
    html        TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    edited_at   TIMESTAMPTZ,
    withdrawn_at TIMESTAMPTZ
);
CREATE INDEX announcements_cohort ON announcements (cohort_id, published_at);
CREATE INDEX announcements_author ON announcements (author_id);

-- Discussion under a cohort, or under one of its units whatever the version: then module and unit name it.
CREATE TABLE posts (
    id          UUID NOT NULL PRIMARY KEY,          -- made with the form
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    module_slug TEXT NOT NULL,                      -- '' under the cohort itself
    unit_slug   TEXT NOT NULL,
    parent_id   UUID REFERENCES posts (id),         -- the post it replies to; absent: it begins a thread
    author_id   UUID NOT NULL REFERENCES people (id),
    body        TEXT NOT NULL,                      -- Markdown
    html        TEXT NOT NULL,
    posted_at   TIMESTAMPTZ NOT NULL,
    edited_at   TIMESTAMPTZ,
    removed_at  TIMESTAMPTZ,                        -- its text is kept in post_edits
    removed_by  UUID REFERENCES people (id),
    answer_at   TIMESTAMPTZ,                        -- marked as the answer
    answer_by   UUID REFERENCES people (id)
);
CREATE INDEX posts_place ON posts (cohort_id, module_slug, unit_slug, posted_at);
CREATE INDEX posts_parent ON posts (parent_id);
CREATE INDEX posts_author ON posts (author_id);
CREATE INDEX posts_removed ON posts (removed_by);
CREATE INDEX posts_answer ON posts (answer_by);

-- What a post said before it was edited or removed.
CREATE TABLE post_edits (
    id          UUID NOT NULL PRIMARY KEY,
    post_id     UUID NOT NULL REFERENCES posts (id),
    body        TEXT NOT NULL,
    until       TIMESTAMPTZ NOT NULL
);
CREATE INDEX post_edits_post ON post_edits (post_id, until);

-- What somebody is writing and has not posted: one for each place.
CREATE TABLE post_drafts (
    person_id   UUID NOT NULL REFERENCES people (id),
    place       TEXT NOT NULL,                      -- cohort, module, unit and the post replied to or edited
    body        TEXT NOT NULL,
    saved_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, place)
);
CREATE INDEX post_drafts_age ON post_drafts (saved_at);
