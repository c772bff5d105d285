//! Paper for the days: run of show, sign-in sheets, name badges, meal counts. Each is a plain page, made anew from the newest release
//! whenever it is opened, and set for A4 and Letter alike by the browser's own print.

mod badges;
mod loading;
mod meals;
mod overview;
mod run_of_show;
mod sign_in;

pub(super) use overview::to_print;

use crate::routes::Routes;

/// The pages.
pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/residencies/{number}/paper", "what can be printed for a residency", overview::paper)
        .page("/cohorts/{cohort}/residencies/{number}/paper/run-of-show", "the run of show, by day or by room", run_of_show::run_of_show)
        .page("/cohorts/{cohort}/residencies/{number}/paper/sign-in", "sign-in sheets of the sessions", sign_in::sign_in_sheets)
        .page("/cohorts/{cohort}/residencies/{number}/paper/badges", "name badges", badges::badges)
        .page("/cohorts/{cohort}/residencies/{number}/paper/meals", "how many eat when", meals::meals)
}
