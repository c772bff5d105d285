//! What is read of seats and sessions: by a student, by who holds a session, by staff.

use chrono::{DateTime, Utc};

use super::super::{
    super::{
        ReleasedSession,
        seats::{Booking, BookingState, Counts, Holder},
    },
    released::{is_for, sessions},
};
use crate::{
    Result,
    authoring::UnitKind,
    db::{Db, sql},
    ids::{BookingId, CohortId, EnrollmentId, ModuleId, PersonId, ResidencyId, ResidencySessionId},
};

/// How many have a seat in a session; with a capacity of 0 and nobody, if it is not booked.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) if no release ever had it.
pub async fn booked(db: &Db, session: ResidencySessionId) -> Result<Counts> {
    db.one(sql!(
        "SELECT COALESCE(s.seats, 0) AS capacity,
            CAST(COUNT(CASE WHEN b.state = 'booked' THEN 1 END) AS BIGINT) AS booked,
            CAST(COUNT(CASE WHEN b.state = 'offered' THEN 1 END) AS BIGINT) AS offered,
            CAST(COUNT(CASE WHEN b.state = 'waiting' THEN 1 END) AS BIGINT) AS waiting
         FROM released_sessions s LEFT JOIN bookings b ON b.session_id = s.id WHERE s.id = $1 GROUP BY s.id, s.seats",
        session
    ))
    .await
}

crate::row! {
    /// How it stands with the seats of one session of a residency.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct SeatsOf {
        /// Which session.
        pub session_id: ResidencySessionId,
        /// How many seats there are.
        pub capacity: i64,
        /// How many are booked or kept for somebody.
        pub taken: i64,
        /// How many wait.
        pub waiting: i64,
    }
}

impl SeatsOf {
    /// How many can be booked.
    pub fn free(&self) -> i64 {
        (self.capacity - self.taken).max(0)
    }

    /// How many more have a seat than there are.
    pub fn too_many(&self) -> i64 {
        (self.taken - self.capacity).max(0)
    }
}

/// The seats of a residency's booked sessions, with the student's own bookings in them: live ones only.
///
/// # Errors
/// Those of the database.
pub async fn bookings_of(db: &Db, residency: ResidencyId, enrollment: EnrollmentId) -> Result<(Vec<SeatsOf>, Vec<Booking>)> {
    let seats = db
        .all(sql!(
            "SELECT s.id AS session_id, COALESCE(s.seats, 0) AS capacity, COALESCE(c.taken, 0) AS taken,
                (SELECT COUNT(*) FROM bookings w WHERE w.session_id = s.id AND w.state = 'waiting') AS waiting
             FROM released_sessions s LEFT JOIN seat_counts c ON c.session_id = s.id
             WHERE s.residency_id = $1 AND s.seats IS NOT NULL",
            residency
        ))
        .await?;
    let own = db
        .all(sql!(
            "SELECT b.id, b.session_id, b.enrollment_id, b.state, b.offered_until,
                (SELECT COUNT(*) FROM bookings w WHERE w.session_id = b.session_id AND w.state = 'waiting' AND b.state = 'waiting'
                    AND w.number < b.number) AS before
             FROM bookings b JOIN released_sessions s ON s.id = b.session_id
             WHERE b.enrollment_id = $1 AND b.state IN ('booked', 'waiting', 'offered') AND s.residency_id = $2",
            enrollment,
            residency
        ))
        .await?;
    Ok((seats, own))
}

/// Who has a seat in a session of a residency, is offered one or waits: in this order, each by name, those who wait by their place in the
/// line of their session.
///
/// # Errors
/// Those of the database.
pub async fn holders(db: &Db, residency: ResidencyId) -> Result<Vec<Holder>> {
    db.all(sql!(
        "SELECT b.session_id, b.enrollment_id, p.name, p.credentials, p.specialty, b.state
         FROM released_sessions s JOIN bookings b ON b.session_id = s.id AND b.state IN ('booked', 'waiting', 'offered')
         JOIN enrollments e ON e.id = b.enrollment_id JOIN people p ON p.id = e.person_id
         WHERE s.residency_id = $1
         ORDER BY CASE b.state WHEN 'booked' THEN 0 WHEN 'offered' THEN 1 ELSE 2 END,
            CASE WHEN b.state = 'waiting' THEN b.number ELSE 0 END, p.name, p.id",
        residency
    ))
    .await
}

/// The sessions of a residency that are for a student, canceled ones included, by time. Which of those that are booked they have a seat in
/// is not asked here.
///
/// # Errors
/// Those of the database.
pub async fn for_student(db: &Db, residency: ResidencyId, enrollment: EnrollmentId) -> Result<Vec<ReleasedSession>> {
    db.all(sql!(
        sessions!("FROM released_sessions s WHERE s.residency_id = $1 AND ", is_for!("$2"), " ORDER BY s.starts_at, s.title, s.id"),
        residency,
        enrollment
    ))
    .await
}

crate::row! {
    /// A session as it stands in the calendar of a student who goes to it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnSession {
        /// Which.
        pub id: ResidencySessionId,
        /// The number of its residency.
        pub position: i64,
        /// Its name.
        pub title: String,
        /// When it begins.
        pub starts_at: DateTime<Utc>,
        /// When it ends.
        pub ends_at: DateTime<Utc>,
        /// The room's name; may be empty.
        pub room: String,
        /// The venue's name; may be empty.
        pub venue: String,
        /// Goes up with every change.
        pub sequence: i64,
        /// When it was last changed.
        pub changed_at: DateTime<Utc>,
        /// Since when it is off, if it is.
        pub canceled_at: Option<DateTime<Utc>>,
    }
}

impl OwnSession {
    /// Its page.
    pub fn address(&self) -> String {
        format!("/residencies/{}/sessions/{}", self.position, self.id)
    }
}

/// A statement that reads [`OwnSession`]s by time: of the cohort `$1`, for the enrollment `$2`, and as a condition says.
macro_rules! own_sessions {
    ($which:literal) => {
        concat!(
            "SELECT s.id, r.position, s.title, s.starts_at, s.ends_at, s.room, s.venue, s.sequence, s.changed_at, s.canceled_at
             FROM residencies r JOIN released_sessions s ON s.residency_id = r.id WHERE r.cohort_id = $1 AND ",
            is_for!("$2"),
            " AND ",
            $which,
            " ORDER BY s.starts_at, s.id"
        )
    };
}

/// The sessions of all residencies of a cohort that a student goes to, canceled ones included, by time: those for them that nobody books,
/// and those in which they have a seat.
///
/// # Errors
/// Those of the database.
pub async fn goes_to(db: &Db, cohort: CohortId, enrollment: EnrollmentId) -> Result<Vec<OwnSession>> {
    db.all(sql!(
        own_sessions!(
            "(s.seats IS NULL OR EXISTS (
                SELECT 1 FROM bookings b WHERE b.session_id = s.id AND b.enrollment_id = $2 AND b.state = 'booked'))"
        ),
        cohort,
        enrollment
    ))
    .await
}

/// The sessions of a cohort that are a live session of a module, and for this student; those that are off are left out.
///
/// # Errors
/// Those of the database.
pub async fn held_as(db: &Db, (cohort, enrollment): (CohortId, EnrollmentId), (module, unit): (ModuleId, &str)) -> Result<Vec<OwnSession>> {
    db.all(sql!(own_sessions!("s.module_id = $3 AND s.prework = $4 AND s.canceled_at IS NULL"), cohort, enrollment, module, unit)).await
}

crate::row! {
    /// The unit that a session asks to be done before it, or the live session that it is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Prework {
        /// Before which session.
        pub session_id: ResidencySessionId,
        /// The module's name in addresses.
        pub module_slug: String,
        /// The unit's name in addresses.
        pub unit_slug: String,
        /// What it is.
        pub kind: UnitKind,
        /// The unit's title.
        pub title: String,
    }
}

/// What is to be done before the sessions of a residency, or held in them, in the versions that its cohort studies. A unit that is not
/// among those is left out.
///
/// # Errors
/// Those of the database.
pub async fn prework(db: &Db, residency: ResidencyId) -> Result<Vec<Prework>> {
    db.all(sql!(
        "SELECT s.id AS session_id, m.slug AS module_slug, u.slug AS unit_slug, u.kind, u.title
         FROM released_sessions s JOIN residencies r ON r.id = s.residency_id
         JOIN cohort_modules cm ON cm.cohort_id = r.cohort_id AND cm.module_id = s.module_id
         JOIN modules m ON m.id = cm.module_id JOIN units u ON u.version_id = cm.version_id AND u.slug = s.prework
         WHERE s.residency_id = $1",
        residency
    ))
    .await
}

crate::row! {
    /// A booking as the mail with its offer leads to it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenOffer {
        /// Which.
        pub id: BookingId,
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// Who that is.
        pub person_id: PersonId,
        /// In what.
        pub session_id: ResidencySessionId,
        /// How it stands.
        pub state: BookingState,
        /// Until when the seat is kept.
        pub offered_until: Option<DateTime<Utc>>,
        /// The cohort.
        pub cohort_id: CohortId,
        /// The residency's number in addresses.
        pub position: i64,
        /// The campus zone.
        pub campus: chrono_tz::Tz,
    }
}

/// The booking of the secret in a mail, by its hash: nothing for any other.
///
/// # Errors
/// Those of the database.
pub async fn open_offer(db: &Db, hash: &str) -> Result<Option<OpenOffer>> {
    db.maybe(sql!(
        "SELECT b.id, b.enrollment_id, e.person_id, b.session_id, b.state, b.offered_until, r.cohort_id, r.position, c.time_zone AS campus
         FROM bookings b JOIN enrollments e ON e.id = b.enrollment_id JOIN released_sessions s ON s.id = b.session_id
         JOIN residencies r ON r.id = s.residency_id JOIN cohorts c ON c.id = r.cohort_id WHERE b.offer_hash = $1",
        hash
    ))
    .await
}
