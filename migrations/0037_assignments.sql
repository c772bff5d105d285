-- Assignments: points of single members of a team in the place of the team's, each with a reason that this member reads. Append-only, and
-- part of the grading: released with it, and said anew where it is corrected. Without a row a member has the team's points.
CREATE TABLE member_gradings (
    grading_id    UUID NOT NULL REFERENCES gradings (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id), -- as in hand_in_members
    points        BIGINT NOT NULL CONSTRAINT member_gradings_points CHECK (points >= 0), -- of all the rubric has
    reason        TEXT NOT NULL CONSTRAINT member_gradings_reason CHECK (reason <> ''),
    PRIMARY KEY (grading_id, enrollment_id)
);
CREATE INDEX member_gradings_enrollment ON member_gradings (enrollment_id);
