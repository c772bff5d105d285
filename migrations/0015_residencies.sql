-- Places and teams, and the released schedule of a residency: what its sessions are for everybody who is not drafting them.

CREATE TABLE venues (
    id          UUID NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    address     TEXT NOT NULL,
    map_url     TEXT NOT NULL,                      -- https, or empty
    access      TEXT NOT NULL,                      -- in words: ways without steps, hearing loops, quiet rooms
    created_at  TIMESTAMPTZ NOT NULL,
    retired_at  TIMESTAMPTZ                         -- since when it is offered no longer; what was released there stays
);

-- How long it takes on foot from one venue to another, either way: one row for each pair, the smaller id first.
CREATE TABLE venue_ways (
    one_id      UUID NOT NULL REFERENCES venues (id),
    other_id    UUID NOT NULL REFERENCES venues (id),
    minutes     BIGINT NOT NULL,
    PRIMARY KEY (one_id, other_id)
);
CREATE INDEX venue_ways_other ON venue_ways (other_id);

CREATE TABLE rooms (
    id          UUID NOT NULL PRIMARY KEY,
    venue_id    UUID NOT NULL REFERENCES venues (id),
    name        TEXT NOT NULL,
    capacity    BIGINT NOT NULL,                    -- people seated
    features    TEXT NOT NULL,                      -- JSON list of words: "projector", "movable tables"
    opens       BIGINT NOT NULL,                    -- minute of the campus day, from 0
    closes      BIGINT NOT NULL,                    -- minute of the campus day, up to 1440
    step_free   BOOLEAN NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    retired_at  TIMESTAMPTZ
);
CREATE INDEX rooms_venue ON rooms (venue_id);

-- Students of a cohort who work together. A student is in one team at most.
CREATE TABLE teams (
    id          UUID NOT NULL PRIMARY KEY,
    cohort_id   UUID NOT NULL REFERENCES cohorts (id),
    name        TEXT NOT NULL,
    position    BIGINT NOT NULL                     -- from 1
);
CREATE INDEX teams_cohort ON teams (cohort_id, position);

CREATE TABLE team_members (
    enrollment_id UUID NOT NULL PRIMARY KEY REFERENCES enrollments (id),
    team_id     UUID NOT NULL REFERENCES teams (id)
);
CREATE INDEX team_members_team ON team_members (team_id);

-- A released schedule is never changed; the next one takes its place. The newest stands in released_sessions.
CREATE TABLE schedule_releases (
    id          UUID NOT NULL PRIMARY KEY,
    residency_id UUID NOT NULL REFERENCES residencies (id),
    number      BIGINT NOT NULL,                    -- from 1 without gaps: whoever releases names the one before
    schedule    TEXT NOT NULL,                      -- JSON: all that was released
    note        TEXT NOT NULL,
    released_at TIMESTAMPTZ NOT NULL,
    released_by UUID REFERENCES people (id)
);
CREATE UNIQUE INDEX schedule_releases_number ON schedule_releases (residency_id, number);
CREATE INDEX schedule_releases_by ON schedule_releases (released_by);

-- The sessions of the newest release. One that was canceled stays: seats, attendance and calendars refer to it for good.
CREATE TABLE released_sessions (
    id          UUID NOT NULL PRIMARY KEY,          -- the session's, in every draft and release; its UID in calendars
    residency_id UUID NOT NULL REFERENCES residencies (id),
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CONSTRAINT released_sessions_kind CHECK (kind IN ('class', 'kick_off', 'wrap_up', 'workshop', 'simulation', 'coaching', 'panel', 'meal', 'social')),
    summary     TEXT NOT NULL,                      -- what it is about and what to prepare, plain text
    module_id   UUID REFERENCES modules (id),
    prework     TEXT,                               -- a unit's name in addresses, to be done before
    starts_at   TIMESTAMPTZ NOT NULL,
    ends_at     TIMESTAMPTZ NOT NULL,
    room        TEXT NOT NULL,                      -- as it was named in the release; may be empty
    venue       TEXT NOT NULL,
    address     TEXT NOT NULL,
    map_url     TEXT NOT NULL,
    plenary     BOOLEAN NOT NULL,                   -- for all students; otherwise for the teams in released_session_teams
    creditable  BOOLEAN NOT NULL,                   -- whether its minutes count as education
    seats       BIGINT,                             -- absent: no booking; otherwise at most so many
    repeat_of   UUID,                               -- the session whose content it has, where that is offered more than once
    sequence    BIGINT NOT NULL,                    -- goes up with every change
    changed_at  TIMESTAMPTZ NOT NULL,
    canceled_at TIMESTAMPTZ
);
CREATE INDEX released_sessions_residency ON released_sessions (residency_id, starts_at);
CREATE INDEX released_sessions_module ON released_sessions (module_id);

CREATE TABLE released_session_teams (
    session_id  UUID NOT NULL REFERENCES released_sessions (id),
    team_id     UUID NOT NULL REFERENCES teams (id),
    PRIMARY KEY (session_id, team_id)
);
CREATE INDEX released_session_teams_team ON released_session_teams (team_id);

CREATE TABLE released_session_faculty (
    session_id  UUID NOT NULL REFERENCES released_sessions (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX released_session_faculty_person ON released_session_faculty (person_id);
