-- Who was there: what was marked, what it amounts to, the codes people are known by, and how what was missed is made up for.

-- What was seen in a room. Append-only: a mark is never changed, and what it amounts to stands in attendance.
CREATE TABLE presence_marks (
    id          UUID NOT NULL PRIMARY KEY,          -- made where it was marked: the same mark sent again is harmless
    session_id  UUID NOT NULL REFERENCES released_sessions (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    kind        TEXT NOT NULL CONSTRAINT presence_marks_kind CHECK (kind IN ('in', 'out', 'absent', 'correction')),
    way         TEXT NOT NULL CONSTRAINT presence_marks_way CHECK (way IN ('door', 'scan', 'roll', 'correction')),
    marked_by   UUID REFERENCES people (id),
    occurred_at TIMESTAMPTZ NOT NULL,               -- by the device's clock, as far as it is believed
    recorded_at TIMESTAMPTZ NOT NULL,
    reason      TEXT NOT NULL,                      -- of a correction; empty otherwise
    minutes     BIGINT,                             -- what a correction says; absent there: as the other marks say
    digest      TEXT NOT NULL                       -- SHA-256 of what was sent: another act under the same id is refused
);
CREATE INDEX presence_marks_session ON presence_marks (session_id, enrollment_id);
CREATE INDEX presence_marks_enrollment ON presence_marks (enrollment_id);
CREATE INDEX presence_marks_by ON presence_marks (marked_by);

-- What a student is known by on a badge or a phone. It opens nothing.
CREATE TABLE presence_codes (
    code        TEXT NOT NULL PRIMARY KEY,          -- ten letters and digits
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    created_at  TIMESTAMPTZ NOT NULL,
    revoked_at  TIMESTAMPTZ
);
CREATE INDEX presence_codes_enrollment ON presence_codes (enrollment_id);
CREATE UNIQUE INDEX presence_codes_live ON presence_codes (enrollment_id) WHERE revoked_at IS NULL;

-- What the codes shown in a room are made from.
CREATE TABLE door_secrets (
    session_id  UUID NOT NULL PRIMARY KEY REFERENCES released_sessions (id),
    secret      TEXT NOT NULL
);

-- A projection of the marks: computed anew from them at any time.
CREATE TABLE attendance (
    session_id  UUID NOT NULL REFERENCES released_sessions (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    present     BIGINT NOT NULL,                    -- minutes in this session
    minutes     BIGINT NOT NULL,                    -- of these, what counts as education: parallel sessions count once
    state       TEXT NOT NULL CONSTRAINT attendance_state CHECK (state IN ('present', 'partly', 'absent')),
    corrected   BOOLEAN NOT NULL,
    PRIMARY KEY (session_id, enrollment_id)
);
CREATE INDEX attendance_enrollment ON attendance (enrollment_id);

-- How a student makes up for a session that they missed: one for each session and student, whatever becomes of it.
CREATE TABLE make_ups (
    id          UUID NOT NULL PRIMARY KEY,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    session_id  UUID NOT NULL REFERENCES released_sessions (id),
    way         TEXT NOT NULL CONSTRAINT make_ups_way CHECK (way IN ('recording_and_reflection', 'next_cohort')),
    state       TEXT NOT NULL CONSTRAINT make_ups_state CHECK (state IN ('proposed', 'approved', 'refused', 'handed_in', 'done', 'failed')),
    due_on      DATE NOT NULL,                      -- a campus day, to its end
    next_residency_id UUID REFERENCES residencies (id), -- where a seat is reserved, if it is the next cohort's session
    words       TEXT NOT NULL,                      -- of staff to the student
    reflection  TEXT NOT NULL,                      -- of the student: a draft until it is handed in
    proposed_at TIMESTAMPTZ NOT NULL,
    decided_at  TIMESTAMPTZ,
    decided_by  UUID REFERENCES people (id),
    handed_in_at TIMESTAMPTZ,
    sequence    BIGINT NOT NULL                     -- goes up with every decision: who decides names the one they saw
);
CREATE UNIQUE INDEX make_ups_session ON make_ups (session_id, enrollment_id);
CREATE INDEX make_ups_enrollment ON make_ups (enrollment_id);
CREATE INDEX make_ups_next ON make_ups (next_residency_id);
CREATE INDEX make_ups_by ON make_ups (decided_by);
