//! The SQL of residencies.

mod released;
mod seats;

pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use seats::{
    OpenOffer, Prework, SeatsOf, TaughtResidency, accept, book, booked, bookings_of, decline, for_student, holders, open_offer, prework,
    settle, taught_by, taught_residencies, teaching_names, withdraw,
};
