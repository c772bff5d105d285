//! The SQL of residencies.

mod paper;
mod released;
mod seats;

pub use paper::{Attendee, attendees, seats_held, teams_of_sessions};
pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use seats::{
    OpenOffer, Prework, SeatsOf, TaughtResidency, accept, book, booked, bookings_of, decline, for_student, goes_to, holders, open_offer,
    prework, settle, taught_by, taught_residencies, teaching_names, withdraw,
};
