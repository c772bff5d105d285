//! Assignments: writing and handing in, grading, and grades.

mod actions;
pub(crate) mod grading;
mod keeping;
mod pages;
mod sending;

pub use keeping::named;
pub(crate) use pages::assignment_page;

use domain::{
    assignments::{Assignment, LARGEST},
    learning::store::UnitView,
};

use crate::routes::Routes;

/// The largest form with a file and a text, in bytes.
const LARGEST_FORM: usize = LARGEST as usize + 2_000_000;

/// What can be looked at and done here. The page of an assignment is that of any unit.
pub fn routes() -> Routes {
    Routes::default()
        .action("/learn/{module}/{unit}/draft", "save the text of an assignment, or go on to hand it in", actions::save)
        .upload("/learn/{module}/{unit}/files", "add a file to an assignment", LARGEST_FORM, actions::add_file)
        .action("/learn/{module}/{unit}/files/{file}/removal", "take a file out of an assignment", actions::remove_file)
        .page("/learn/{module}/{unit}/hand-in", "what would be handed in", pages::check)
        .action("/learn/{module}/{unit}/hand-in", "hand in", actions::hand_in)
        .page("/learn/{module}/{unit}/hand-ins/{hand_in}", "what was handed in", pages::handed_in)
        .page("/hand-in-files/{file}", "a file of an assignment, for whoever may see it", sending::file)
        .and(grading::routes())
}

/// Which assignment a unit is.
fn assignment(unit: &UnitView) -> Assignment {
    Assignment { module: unit.module, unit: unit.slug.clone() }
}
