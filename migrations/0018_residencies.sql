-- Seats in sessions that are booked, and who waits for one. What a release says of a session stands in released_sessions.

-- One row for each session that anybody ever wanted to book. Whoever changes its bookings changes this row first, so they come one after the other.
CREATE TABLE seat_counts (
    session_id  UUID NOT NULL PRIMARY KEY REFERENCES released_sessions (id),
    capacity    BIGINT NOT NULL,                    -- the seats of the newest release that was looked at
    taken       BIGINT NOT NULL,                    -- booked and offered: never more than capacity but where that was lowered afterwards
    last_number BIGINT NOT NULL,                    -- of the booking that came last
    canceled_at TIMESTAMPTZ                         -- since when whoever has a seat or waits knows that it is off
);

CREATE TABLE bookings (
    id            UUID NOT NULL PRIMARY KEY,        -- made with the form
    session_id    UUID NOT NULL REFERENCES released_sessions (id),
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    state         TEXT NOT NULL CONSTRAINT bookings_state CHECK (state IN ('booked', 'waiting', 'offered', 'declined', 'expired', 'withdrawn')),
    number        BIGINT NOT NULL,                  -- in the session, rising: who waits longer has the lower one
    offered_until TIMESTAMPTZ,                      -- of an offer: until when the seat is kept
    offer_hash    TEXT,                             -- SHA-256 of the secret in the mail with the offer, hex
    created_at    TIMESTAMPTZ NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX bookings_live ON bookings (session_id, enrollment_id) WHERE state IN ('booked', 'waiting', 'offered');
CREATE UNIQUE INDEX bookings_offer ON bookings (offer_hash) WHERE offer_hash IS NOT NULL;
CREATE INDEX bookings_session ON bookings (session_id, state, number);
CREATE INDEX bookings_enrollment ON bookings (enrollment_id, state);
CREATE INDEX bookings_offered ON bookings (offered_until) WHERE state = 'offered';

-- One row for each student who ever booked, changed first by whatever books for them: so nobody books two sessions at once that exclude each other.
CREATE TABLE booking_turns (
    enrollment_id UUID NOT NULL PRIMARY KEY REFERENCES enrollments (id)
);

CREATE INDEX released_sessions_start ON released_sessions (starts_at);
