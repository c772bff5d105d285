-- Who comes to a residency: what is asked, what students answer, the invitations in their calendars, and what lodging and feeding them takes.

-- Staff ask the students of the cohort whether they come: once for each residency, until a moment.
CREATE TABLE answer_rounds (
    residency_id UUID NOT NULL PRIMARY KEY REFERENCES residencies (id) ON DELETE CASCADE,
    entry_id    UUID NOT NULL,                      -- the residency's entry in calendars: the UID of its invitations
    asked_at    TIMESTAMPTZ NOT NULL,
    answer_by   TIMESTAMPTZ NOT NULL,               -- afterwards only staff answer
    logistics_until DATE NOT NULL,                  -- the last campus day on which students change their logistics
    erase_after BIGINT NOT NULL,                    -- days after the last day of the residency until logistics are erased
    withdrawn_at TIMESTAMPTZ                        -- taken back: the invitations are canceled
);
CREATE UNIQUE INDEX answer_rounds_entry ON answer_rounds (entry_id);

-- The answer that stands. Those that came by mail are all in invitation_replies; those of staff in the audit log.
CREATE TABLE residency_answers (
    residency_id UUID NOT NULL REFERENCES residencies (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    answer      TEXT NOT NULL CONSTRAINT residency_answers_answer CHECK (answer IN ('yes', 'no', 'part')),
    days        TEXT NOT NULL,                      -- JSON list of campus days: of a part, otherwise empty
    note        TEXT NOT NULL,
    answered_at TIMESTAMPTZ NOT NULL,               -- of an answer by calendar: when it was given, not when it came
    source      TEXT NOT NULL CONSTRAINT residency_answers_source CHECK (source IN ('web', 'calendar', 'staff')),
    sequence    BIGINT NOT NULL,                    -- goes up with every answer
    PRIMARY KEY (residency_id, enrollment_id)
);
CREATE INDEX residency_answers_enrollment ON residency_answers (enrollment_id);

-- What stands in a student's own calendar. It outlives the residency, so that what was sent can be canceled.
CREATE TABLE invitations (
    entry_id    UUID NOT NULL,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    token       TEXT NOT NULL,                      -- stands in the address that answers go to; kept as it is, for every update repeats it
    email       TEXT NOT NULL,                      -- whom it was sent to
    method      TEXT NOT NULL CONSTRAINT invitations_method CHECK (method IN ('REQUEST', 'CANCEL')),
    sequence    BIGINT NOT NULL,                    -- only rises
    title       TEXT NOT NULL,
    place       TEXT NOT NULL,
    first_day   DATE NOT NULL,                      -- campus day
    last_day    DATE NOT NULL,                      -- included
    PRIMARY KEY (entry_id, enrollment_id)
);
CREATE UNIQUE INDEX invitations_token ON invitations (token);
CREATE INDEX invitations_enrollment ON invitations (enrollment_id);
CREATE INDEX invitations_standing ON invitations (last_day) WHERE method = 'REQUEST';

-- Each invitation, update and cancellation as it was sent.
CREATE TABLE invitations_sent (
    entry_id    UUID NOT NULL,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    sequence    BIGINT NOT NULL,
    method      TEXT NOT NULL,
    sent_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (entry_id, enrollment_id, sequence)
);
CREATE INDEX invitations_sent_enrollment ON invitations_sent (enrollment_id);

-- Answers of calendar programs, each once however often it is delivered.
CREATE TABLE invitation_replies (
    entry_id    UUID NOT NULL,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    sequence    BIGINT NOT NULL,                    -- of the invitation it answers
    stamp       TIMESTAMPTZ NOT NULL,               -- when it was given, by the calendar program
    partstat    TEXT NOT NULL,                      -- ACCEPTED, DECLINED or TENTATIVE
    received_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (entry_id, enrollment_id, sequence, stamp, partstat)
);
CREATE INDEX invitation_replies_enrollment ON invitation_replies (enrollment_id);

-- What a student who comes needs. Emptied a set time after the residency, or when the student asks for it.
CREATE TABLE logistics (
    residency_id UUID NOT NULL REFERENCES residencies (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    arrives_on  DATE,                               -- campus days and minutes of them
    arrives_at  BIGINT,
    leaves_on   DATE,
    leaves_at   BIGINT,
    nights      TEXT NOT NULL,                      -- JSON list of campus days, each the evening of a night
    room        TEXT,                               -- 'own', 'shared'; absent without nights
    companion   TEXT NOT NULL,
    diet        TEXT,
    diet_note   TEXT NOT NULL,
    allergies   TEXT NOT NULL,
    access_needs TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    saved_at    TIMESTAMPTZ NOT NULL,
    erased_at   TIMESTAMPTZ,
    PRIMARY KEY (residency_id, enrollment_id)
);
CREATE INDEX logistics_enrollment ON logistics (enrollment_id);
CREATE INDEX logistics_kept ON logistics (residency_id) WHERE erased_at IS NULL;

-- Who looked at whose logistics, by name, and when. Kept when those are erased.
CREATE TABLE logistics_reads (
    id          UUID NOT NULL PRIMARY KEY,
    residency_id UUID NOT NULL REFERENCES residencies (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    reader_id   UUID NOT NULL REFERENCES people (id),
    how         TEXT NOT NULL CONSTRAINT logistics_reads_how CHECK (how IN ('page', 'file')),
    at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX logistics_reads_residency ON logistics_reads (residency_id);
CREATE INDEX logistics_reads_enrollment ON logistics_reads (enrollment_id, residency_id, at);
CREATE INDEX logistics_reads_reader ON logistics_reads (reader_id);

-- The iCalendar part of a mail that invites or cancels; absent in all others.
ALTER TABLE mail ADD COLUMN calendar TEXT;
