-- When faculty are on site, where students come from so that teams can be mixed, and teams that are needed no longer.

-- That somebody's hours in a residency are known. Without a row they can be placed at any time; with one, in their hours only,
-- so that a row without hours means "not there at all".
CREATE TABLE faculty_answers (
    residency_id UUID NOT NULL REFERENCES residencies (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    answered_at TIMESTAMPTZ NOT NULL,
    answered_by UUID NOT NULL REFERENCES people (id), -- the person themselves, or staff
    PRIMARY KEY (residency_id, person_id)
);
CREATE INDEX faculty_answers_person ON faculty_answers (person_id);
CREATE INDEX faculty_answers_by ON faculty_answers (answered_by);

CREATE TABLE faculty_hours (
    residency_id UUID NOT NULL REFERENCES residencies (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    day         BIGINT NOT NULL,                    -- of the residency, from 1
    from_minute BIGINT NOT NULL,                    -- of the campus day, from 0
    until_minute BIGINT NOT NULL,                   -- of the campus day, up to 1440
    PRIMARY KEY (residency_id, person_id, day, from_minute)
);
CREATE INDEX faculty_hours_person ON faculty_hours (person_id);

-- What staff know of a student in this program, for mixing teams; the specialty stands with the person.
CREATE TABLE student_backgrounds (
    enrollment_id UUID NOT NULL PRIMARY KEY REFERENCES enrollments (id),
    employer    TEXT NOT NULL,                      -- may be empty
    site        TEXT NOT NULL                       -- hospital, clinic, town; may be empty
);

-- A team that is needed no longer stays, for releases refer to it; it has no members.
ALTER TABLE teams ADD COLUMN retired_at TIMESTAMPTZ;

-- Whoever reads a schedule knows a room by its name and its venue's.
CREATE UNIQUE INDEX venues_name ON venues (LOWER(name)) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX rooms_name ON rooms (venue_id, LOWER(name)) WHERE retired_at IS NULL;
