//! The days in person: what staff prepare, what students see and do, and who was there.

mod frame;
mod hours;
mod pages;
mod schedule;
pub(crate) mod sheet;
mod teams;
mod venues;

pub(crate) use frame::OfStaff;

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
}
