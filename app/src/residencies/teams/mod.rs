//! Teams of a cohort, for staff: what there is, mixing anew after a look at it, changes by hand, and what is mixed by.

mod actions;
mod backgrounds;
mod forms;
mod page;
mod preview;
mod table;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    const BACKGROUNDS: &str = "/cohorts/{cohort}/teams/backgrounds";
    Routes::default()
        .page("/cohorts/{cohort}/teams", "the teams of a cohort", page::teams)
        .action("/cohorts/{cohort}/teams", "keep a mix of teams that was looked at", actions::keep)
        .page("/cohorts/{cohort}/teams/mix", "see what mixing anew comes to", preview::mix)
        .action("/cohorts/{cohort}/teams/moves", "move a student into another team", actions::move_student)
        .action("/cohorts/{cohort}/teams/names", "give teams other names", actions::rename)
        .page(BACKGROUNDS, "where students come from, for mixing", backgrounds::backgrounds)
        .action(BACKGROUNDS, "say where students come from", actions::put_backgrounds)
}
