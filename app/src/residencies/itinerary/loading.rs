//! What a student's residency is made of, read at the top of each of its pages.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    cohorts::{Residency, store as cohorts},
    ids::{PersonId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        seats::{Booking, BookingState},
        store::{self, Prework, SeatsOf},
    },
};

use crate::{AppError, visit::Student};

/// A residency for one student: the sessions that are for them.
pub(in crate::residencies) struct Itinerary {
    /// Whose.
    pub person: PersonId,
    pub residency: Residency,
    pub campus: Tz,
    pub own: Tz,
    pub now: DateTime<Utc>,
    /// By time, canceled ones included.
    pub sessions: Vec<ReleasedSession>,
    seats: HashMap<ResidencySessionId, SeatsOf>,
    bookings: HashMap<ResidencySessionId, Booking>,
    faculty: HashMap<ResidencySessionId, Vec<String>>,
    prework: HashMap<ResidencySessionId, Prework>,
}

impl Itinerary {
    /// The residency at this position of the student's cohort. Not theirs and not there look the same.
    pub async fn load(student: &Student, number: &str) -> Result<Self, AppError> {
        let (db, place) = (&student.site.db, &student.place);
        let position = number.parse().map_err(|_| AppError::NotFound)?;
        let residency = cohorts::residency_at(db, place.cohort, position).await?;
        let sessions = store::for_student(db, residency.id, place.enrollment).await?;
        let (seats, bookings) = store::bookings_of(db, residency.id, place.enrollment).await?;
        let mut faculty: HashMap<_, Vec<String>> = HashMap::new();
        for (session, name) in store::teaching_names(db, residency.id).await? {
            faculty.entry(session).or_default().push(name);
        }
        let prework = store::prework(db, residency.id).await?;
        Ok(Self {
            person: student.session.person.id,
            residency,
            campus: place.campus,
            own: student.session.person.time_zone,
            now: student.now,
            sessions,
            seats: seats.into_iter().map(|one| (one.session_id, one)).collect(),
            bookings: bookings.into_iter().map(|one| (one.session_id, one)).collect(),
            faculty,
            prework: prework.into_iter().map(|one| (one.session_id, one)).collect(),
        })
    }

    /// The day on campus.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.campus).date_naive()
    }

    /// Where it stands.
    pub fn address(&self) -> String {
        format!("/residencies/{}", self.residency.position)
    }

    /// Where one of its sessions stands.
    pub fn session_address(&self, session: &ReleasedSession) -> String {
        format!("{}/sessions/{}", self.address(), session.id)
    }

    /// The session of this id, if it is for the student.
    pub fn session(&self, id: ResidencySessionId) -> Option<&ReleasedSession> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The sessions they go to: those for them that nobody books, and those in which they have a seat.
    pub fn goes_to(&self) -> impl Iterator<Item = &ReleasedSession> {
        self.sessions.iter().filter(|session| session.seats.is_none() || self.has_a_seat(session))
    }

    /// The sessions they could book or answer, or in which they wait.
    pub fn can_book(&self) -> impl Iterator<Item = &ReleasedSession> {
        self.sessions.iter().filter(|session| {
            session.seats.is_some() && session.canceled_at.is_none() && session.starts_at > self.now && !self.has_a_seat(session)
        })
    }

    /// Whether a seat is theirs.
    pub fn has_a_seat(&self, session: &ReleasedSession) -> bool {
        self.booking(session).is_some_and(|booking| booking.state == BookingState::Booked)
    }

    /// What they have booked, are offered or wait for.
    pub fn booking(&self, session: &ReleasedSession) -> Option<&Booking> {
        self.bookings.get(&session.id)
    }

    /// How it stands with a session's seats, if it is booked.
    pub fn seats(&self, session: &ReleasedSession) -> Option<&SeatsOf> {
        self.seats.get(&session.id)
    }

    /// Who holds a session, in a row.
    pub fn faculty(&self, session: &ReleasedSession) -> Option<String> {
        self.faculty.get(&session.id).map(|names| names.join(", "))
    }

    /// What is to be done before it.
    pub fn prework(&self, session: &ReleasedSession) -> Option<&Prework> {
        self.prework.get(&session.id)
    }
}
