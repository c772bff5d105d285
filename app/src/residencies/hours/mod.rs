//! When faculty are on site: for staff, who see and say it of everybody, and for those who teach, who say it of themselves.

mod actions;
mod form;
mod own;
mod staff;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    const ONE: &str = "/cohorts/{cohort}/residencies/{number}/faculty/{person}";
    const OWN: &str = "/teaching/{cohort}/residencies/{number}/hours";
    Routes::default()
        .page("/cohorts/{cohort}/residencies/{number}/faculty", "when faculty are at a residency", staff::faculty)
        .page(ONE, "when somebody who teaches is at a residency", staff::one)
        .action(ONE, "say when somebody who teaches is at a residency", actions::put_hours)
        .page(OWN, "when one is at a residency oneself", own::own_hours)
        .action(OWN, "say when one is at a residency oneself", actions::put_own_hours)
}
