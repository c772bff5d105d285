-- The schedule of a residency while it is drafted: its sessions, their places, every change of them with the way back, and what was
-- decided about its warnings. A release copies it into schedule_releases and released_sessions (0015).

-- A day is counted from 1, never a date: a residency that moves takes its sessions along.
CREATE TABLE residency_sessions (
    id          UUID NOT NULL PRIMARY KEY,          -- the same in every draft and release
    residency_id UUID NOT NULL REFERENCES residencies (id),
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL CONSTRAINT residency_sessions_kind CHECK (kind IN ('class', 'kick_off', 'wrap_up', 'workshop', 'simulation', 'coaching', 'panel', 'meal', 'social')),
    minutes     BIGINT NOT NULL,
    summary     TEXT NOT NULL,
    plenary     BOOLEAN NOT NULL,                   -- for all students; otherwise for the teams in residency_session_teams
    module_id   UUID REFERENCES modules (id),
    prework     TEXT,                               -- a unit's name in addresses, to be done before
    creditable  BOOLEAN NOT NULL,
    seats       BIGINT,                             -- absent: no booking
    repeat_of   UUID,                               -- the session whose content it has; one that is gone is passed over
    features    TEXT NOT NULL,                      -- JSON list of words the room must have
    comes_after TEXT NOT NULL,                      -- JSON list of sessions it follows
    prefer_from BIGINT,                             -- minutes of the campus day within which it is best; both or none
    prefer_until BIGINT,
    locked      BOOLEAN NOT NULL,                   -- whether arranging leaves it where it is
    confirmed   BOOLEAN NOT NULL,
    day         BIGINT,                             -- from 1; day, start and room are all there or all absent
    start       BIGINT,                             -- minute of the campus day
    room_id     UUID REFERENCES rooms (id),
    revision    BIGINT NOT NULL                     -- the schedule's when this was last changed
);
CREATE INDEX residency_sessions_residency ON residency_sessions (residency_id);
CREATE INDEX residency_sessions_module ON residency_sessions (module_id);
CREATE INDEX residency_sessions_room ON residency_sessions (room_id);

CREATE TABLE residency_session_teams (
    session_id  UUID NOT NULL REFERENCES residency_sessions (id),
    team_id     UUID NOT NULL REFERENCES teams (id),
    PRIMARY KEY (session_id, team_id)
);
CREATE INDEX residency_session_teams_team ON residency_session_teams (team_id);

CREATE TABLE residency_session_faculty (
    session_id  UUID NOT NULL REFERENCES residency_sessions (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX residency_session_faculty_person ON residency_session_faculty (person_id);

-- One row for each residency that was ever drafted.
CREATE TABLE schedules (
    residency_id UUID NOT NULL PRIMARY KEY REFERENCES residencies (id),
    revision    BIGINT NOT NULL,                    -- goes up with every change, undoing and redoing included
    released    BIGINT NOT NULL,                    -- the revision that was released last: nothing before it is undone
    settings    TEXT NOT NULL                       -- JSON: the hours of a day, lunch, and the days it is to have
);

-- What was changed, with the way back. Nothing is removed from here.
CREATE TABLE schedule_changes (
    residency_id UUID NOT NULL REFERENCES schedules (residency_id),
    number      BIGINT NOT NULL,                    -- the revision it made
    what        TEXT NOT NULL,                      -- JSON: each session before and after, and the settings
    words       TEXT NOT NULL,
    changed_by  UUID REFERENCES people (id),
    changed_at  TIMESTAMPTZ NOT NULL,
    undone_at   TIMESTAMPTZ,
    touched     BIGINT NOT NULL,                    -- the revision that made, undid or redid it last
    PRIMARY KEY (residency_id, number)
);
CREATE INDEX schedule_changes_by ON schedule_changes (changed_by);

-- A warning that is passed over, and why.
CREATE TABLE warning_decisions (
    residency_id UUID NOT NULL REFERENCES residencies (id),
    warning     TEXT NOT NULL,                      -- its key: the kind, the sessions and what stands in the way
    reason      TEXT NOT NULL,
    decided_by  UUID REFERENCES people (id),
    decided_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (residency_id, warning)
);
CREATE INDEX warning_decisions_by ON warning_decisions (decided_by);
