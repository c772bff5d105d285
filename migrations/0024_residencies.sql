-- The number of the newest release of a schedule a student was told about, so that each is told once, when it concerns them; 0 is before
-- the first.
CREATE TABLE schedules_told (
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    residency_id UUID NOT NULL REFERENCES residencies (id),
    number      BIGINT NOT NULL,
    PRIMARY KEY (enrollment_id, residency_id)
);
CREATE INDEX schedules_told_residency ON schedules_told (residency_id);

-- Whoever has a seat in a session that is off is told by the release that says so, as everybody is: nothing has to be noted here.
ALTER TABLE seat_counts DROP COLUMN canceled_at;
