//! The days in person: what staff prepare, what students see and do, and who was there.

pub mod busy;
mod coming;
mod frame;
mod hours;
mod itinerary;
mod pages;
mod paper;
pub mod presence;
mod schedule;
mod seats;
pub(crate) mod sheet;
mod teams;
mod venues;

pub(crate) use coming::asked_line;
pub(crate) use frame::{OfStaff, place};
pub(crate) use itinerary::when_and_where;
pub(crate) use pages::{all_moved, moved};
pub(crate) use schedule::tell_missed_schedules;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/residencies", "the residencies of a cohort", pages::residencies)
        .page("/cohorts/{cohort}/residencies/{number}", "a residency: what stands and what is still to be done", pages::residency)
        .and(schedule::routes())
        .and(venues::routes())
        .and(hours::routes())
        .and(teams::routes())
        .and(presence::routes())
        .and(busy::routes())
        .and(coming::routes())
        .and(of_students())
        .and(paper::routes())
}

/// The itinerary, and seats in sessions that are booked.
fn of_students() -> Routes {
    const SESSION: &str = "/residencies/{number}/sessions/{session}";
    Routes::default()
        .page("/residencies", "one's own residencies", itinerary::own_residencies)
        .page("/residencies/{number}", "the itinerary of a residency", itinerary::itinerary)
        .page(SESSION, "a session of a residency, and one's seat in it", itinerary::session_page)
        .action("/residencies/{number}/sessions/{session}/booking", "book a seat, or wait for one", seats::book_seat)
        .action("/residencies/{number}/sessions/{session}/withdrawal", "give up a seat", seats::give_up_seat)
        .page("/seat-offers/{token}", "a seat that is offered, by the secret in the mail", seats::offer_page)
        .action("/seat-offers/{token}/acceptance", "take a seat that is offered", seats::take_offer)
        .action("/seat-offers/{token}/refusal", "decline a seat that is offered", seats::refuse_offer)
        .page("/teaching/{cohort}/residencies/{number}", "the sessions of a residency that one holds", seats::taught_residency)
}
