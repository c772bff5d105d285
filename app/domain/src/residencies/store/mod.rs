//! The SQL of residencies.

mod released;
mod seats;

pub use released::{Released, expected, put_released, released_session, released_sessions, teaches};
pub use seats::{
    OpenOffer, SeatsOf, accept, book, booked, bookings_of, decline, for_student, holders, open_offer, own_booking, settle, taught_by,
    teaching_names, withdraw,
};
