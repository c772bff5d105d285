//! A student's days in person: which there are, what happens when and where, and each session for itself.

mod list;
mod loading;
mod page;
mod session;
mod words;

pub(super) use loading::Itinerary;
pub(super) use session::{session_again, session_page};
pub(super) use words::{day_and_hours, hours};

pub(super) use list::own_residencies;
pub(super) use page::itinerary;
pub(crate) use page::when_and_where;
