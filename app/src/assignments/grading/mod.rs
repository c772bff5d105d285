//! Grading: hand-ins as faculty see them, gradebooks, and what students read of what was made of their work.

mod actions;
mod book;
mod csv;
mod desk;
mod feedback;
mod list;
mod own;
mod peers;
mod queue;
mod today;
mod waiting;
mod words;

pub(crate) use today::{News, lines, news};
pub(crate) use waiting::{Waiting, waiting, waiting_lines};

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    const LIST: &str = "/teaching/{cohort}/{module}/assignments/{unit}";
    const ONE: &str = "/teaching/{cohort}/{module}/assignments/{unit}/hand-ins/{hand_in}";
    Routes::default()
        .page(LIST, "what was handed in to an assignment", list::list)
        .action("/teaching/{cohort}/{module}/assignments/{unit}/release", "let students see their grades", actions::release)
        .page(ONE, "a hand-in, to be graded", desk::desk)
        .action(ONE, "grade a hand-in, return it, or comment on it", actions::grade)
        .page("/teaching/{cohort}/{module}/grades", "the gradebook of a module one teaches", book::taught)
        .page("/teaching/{cohort}/{module}/grades.csv", "the same, for a spreadsheet", book::taught_csv)
        .page("/cohorts/{cohort}/grades", "the gradebook of a cohort", book::of_cohort)
        .page("/cohorts/{cohort}/grades.csv", "the same, for a spreadsheet", book::of_cohort_csv)
        .page("/grades", "one's own grades", own::grades)
        .page("/learn/{module}/{unit}/feedback", "what was made of what one handed in", feedback::feedback)
        .page("/learn/{module}/{unit}/peers", "what one says of one's team", peers::peers)
        .action("/learn/{module}/{unit}/peers", "rate the others of one's team", peers::rate)
}
