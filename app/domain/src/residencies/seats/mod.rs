//! Seats in sessions that are booked: who has one, who is offered one, who waits. The rules are here, what they decide on is read in the store.

#[cfg(feature = "db")]
pub(super) mod letters;

use chrono::{DateTime, TimeDelta, Utc};

use super::ReleasedSession;
use crate::ids::{BookingId, EnrollmentId, PersonId, ResidencySessionId};

/// How long a freed seat is kept for whoever it is offered to, at most.
pub const OFFER_HOURS: i64 = 24;
/// So long before a session no seat is offered any more: a free one goes to whoever books it.
pub const LAST_HOURS: i64 = 2;

crate::words! {
    /// How it stands with a booking.
    pub enum BookingState {
        /// The seat is theirs.
        Booked = "booked",
        /// None was free: they are in the line.
        Waiting = "waiting",
        /// One became free and is kept for them for a time.
        Offered = "offered",
        /// They did not want the one they were offered.
        Declined = "declined",
        /// They did not answer in time.
        Expired = "expired",
        /// They gave it up, or could not come any more.
        Withdrawn = "withdrawn",
    }
}

impl BookingState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Booked => "Booked",
            Self::Waiting => "Waiting",
            Self::Offered => "Offered",
            Self::Declined => "Declined",
            Self::Expired => "Not answered in time",
            Self::Withdrawn => "Given up",
        }
    }

    /// Whether it takes one of the session's seats.
    pub fn holds_a_seat(self) -> bool {
        matches!(self, Self::Booked | Self::Offered)
    }
}

/// What can be done about the seats of a session at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing: it is not booked, it is off, or it has begun.
    Closed,
    /// Seats are booked; one that becomes free is offered to who waits longest.
    Open,
    /// It begins soon: a free seat goes to whoever books it.
    Last,
}

/// The phase of a session.
pub fn phase(session: &ReleasedSession, now: DateTime<Utc>) -> Phase {
    if session.seats.is_none() || session.canceled_at.is_some() || now >= session.starts_at {
        Phase::Closed
    } else if now < last_offers(session) {
        Phase::Open
    } else {
        Phase::Last
    }
}

/// Until when a seat that is offered now is kept.
pub fn offered_until(session: &ReleasedSession, now: DateTime<Utc>) -> DateTime<Utc> {
    last_offers(session).min(now + TimeDelta::hours(OFFER_HOURS))
}

fn last_offers(session: &ReleasedSession) -> DateTime<Utc> {
    session.starts_at - TimeDelta::hours(LAST_HOURS)
}

/// Why nobody has a seat in both of two sessions, if so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They are at the same time.
    Overlap,
    /// They have the same content.
    SameContent,
}

/// Whether two sessions exclude each other. The same content comes first: changing over is then what is wanted.
pub fn exclude(one: &ReleasedSession, other: &ReleasedSession) -> Option<Reason> {
    let content = |session: &ReleasedSession| session.repeat_of.unwrap_or(session.id);
    if one.id == other.id {
        None
    } else if content(one) == content(other) {
        Some(Reason::SameContent)
    } else if one.starts_at < other.ends_at && other.starts_at < one.ends_at {
        Some(Reason::Overlap)
    } else {
        None
    }
}

/// A student wants a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Made with the form: sending twice is harmless.
    pub id: BookingId,
    /// Who.
    pub enrollment: EnrollmentId,
    /// Where.
    pub session: ResidencySessionId,
    /// The sessions whose seats they give up for it, if there is one for them.
    pub instead_of: Vec<ResidencySessionId>,
}

/// What became of a wish or of taking an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// How it stands with the booking now.
    Stands(BookingState),
    /// They have seats elsewhere that exclude it. Nothing was changed.
    InTheWay(Vec<(ReleasedSession, Reason)>),
}

/// Somebody acts, at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// When.
    pub now: DateTime<Utc>,
    /// Who; absent: the program itself.
    pub actor: Option<PersonId>,
    /// Where people reach the site, for the mail to others.
    pub base_url: &'a str,
}

crate::row! {
    /// A booking as its student sees it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Booking {
        /// Which.
        pub id: BookingId,
        /// Where.
        pub session_id: ResidencySessionId,
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// How it stands.
        pub state: BookingState,
        /// Until when a seat is kept for them, if one is offered.
        pub offered_until: Option<DateTime<Utc>>,
        /// How many waited before them when it was read; 0 for the first, and where they do not wait.
        pub before: i64,
    }
}

crate::row! {
    /// How many have a seat in a session.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Counts {
        /// How many seats there are.
        pub capacity: i64,
        /// How many are booked.
        pub booked: i64,
        /// How many are kept for somebody who has not answered yet.
        pub offered: i64,
        /// How many wait.
        pub waiting: i64,
    }
}

impl Counts {
    /// How many can be booked.
    pub fn free(&self) -> i64 {
        (self.capacity - self.booked - self.offered).max(0)
    }

    /// How many more have a seat than there are, because a release took some away. Nobody loses one for it: staff have to find a way.
    pub fn too_many(&self) -> i64 {
        (self.booked + self.offered - self.capacity).max(0)
    }
}

crate::row! {
    /// Somebody with a seat in a session, or who waits for one.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Holder {
        /// In which session.
        pub session_id: ResidencySessionId,
        /// Whose booking.
        pub enrollment_id: EnrollmentId,
        /// Their name.
        pub name: String,
        /// Their degrees; may be empty.
        pub credentials: String,
        /// Their specialty; may be empty.
        pub specialty: String,
        /// How it stands.
        pub state: BookingState,
    }
}
