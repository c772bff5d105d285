//! How sessions are spoken of.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::residencies::{
    seats::{Booking, BookingState},
    store::SeatsOf,
};

use crate::when;

/// `09:00–10:30` on campus.
pub(in crate::residencies) fn hours((from, to): (DateTime<Utc>, DateTime<Utc>), campus: Tz) -> String {
    format!("{}–{}", when::hour(from, campus), when::hour(to, campus))
}

/// `Sat 9 Jan 2027, 09:00–10:30`.
pub(in crate::residencies) fn day_and_hours((from, to): (DateTime<Utc>, DateTime<Utc>), campus: Tz) -> String {
    format!("{}, {}", when::day(from.with_timezone(&campus).date_naive()), hours((from, to), campus))
}

/// How it stands with the seats of a session for a student, in a sentence.
pub(in crate::residencies) fn standing(booking: Option<&Booking>, seats: &SeatsOf, campus: Tz) -> String {
    match booking {
        Some(booking) if booking.state == BookingState::Booked => "You have a seat.".to_owned(),
        Some(booking) if booking.state == BookingState::Offered => {
            let until = booking.offered_until.map(|until| format!(" until {} campus time", when::long(until, campus))).unwrap_or_default();
            format!("A seat is kept for you{until}.")
        }
        Some(booking) => format!("You are number {} on the waiting list.", booking.before + 1),
        None if seats.free() == 1 => format!("1 of {} is free.", seats_of(seats.capacity)),
        None if seats.free() > 0 => format!("{} of {} are free.", seats.free(), seats_of(seats.capacity)),
        None if seats.capacity == 1 && seats.waiting == 0 => "The one seat is taken.".to_owned(),
        None if seats.waiting == 0 => format!("All {} are taken.", seats_of(seats.capacity)),
        None if seats.waiting == 1 => format!("All {} are taken, and 1 person waits.", seats_of(seats.capacity)),
        None => format!("All {} are taken, and {} people wait.", seats_of(seats.capacity), seats.waiting),
    }
}

fn seats_of(capacity: i64) -> String {
    if capacity == 1 { "1 seat".to_owned() } else { format!("{capacity} seats") }
}

#[cfg(test)]
mod tests {
    use domain::ids::{BookingId, EnrollmentId, ResidencySessionId};

    use super::*;

    const CAMPUS: Tz = chrono_tz::America::New_York;

    fn seats(taken: i64, waiting: i64) -> SeatsOf {
        SeatsOf { session_id: ResidencySessionId::new(), capacity: 10, taken, waiting }
    }

    #[test]
    fn seats_are_said_in_a_sentence() {
        assert_eq!(standing(None, &seats(3, 0), CAMPUS), "7 of 10 seats are free.");
        assert_eq!(standing(None, &seats(10, 0), CAMPUS), "All 10 seats are taken.");
        assert_eq!(standing(None, &seats(12, 2), CAMPUS), "All 10 seats are taken, and 2 people wait.");
        let offered_until = "2027-01-08T17:00:00Z".parse().ok();
        let (id, session_id, enrollment_id) = (BookingId::new(), ResidencySessionId::new(), EnrollmentId::new());
        let booking = |state, before| Booking { id, session_id, enrollment_id, state, offered_until, before };
        assert_eq!(standing(Some(&booking(BookingState::Waiting, 2)), &seats(10, 3), CAMPUS), "You are number 3 on the waiting list.");
        let offered = standing(Some(&booking(BookingState::Offered, 0)), &seats(10, 3), CAMPUS);
        assert_eq!(offered, "A seat is kept for you until Fri 8 Jan 2027, 12:00 campus time.");
    }
}
