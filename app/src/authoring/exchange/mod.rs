//! In and out of a module: a draft, a version or questions as a file, and files that were written elsewhere into the draft.
//!
//! What comes in is looked at first. The file is set aside (`kept`), the report is made of it and of what stands in the draft (`told`),
//! and only when its reader says so it is taken over, if the draft still is what the report was made of. The file is kept because a
//! browser forgets it after each form: whoever had to choose it twice might choose another one.

mod bringing;
mod giving;
mod kept;
mod new_module;
mod pages;
mod told;

use crate::routes::Routes;

use super::media::MOST_RECEIVED;

/// What can be looked at and done here. How large a file may be is looked at while it arrives.
pub fn routes() -> Routes {
    Routes::default()
        .page("/studio/{module}/exchange", "what can be taken out of a module and brought into it", pages::exchange)
        .page("/studio/{module}/exchange/draft", "the draft of a module as zip", giving::draft)
        .page("/studio/{module}/exchange/versions/{number}", "a version of a module as zip", giving::version)
        .page("/studio/{module}/exchange/questions", "what a format keeps of the questions of a module", giving::questions)
        .page("/studio/{module}/exchange/questions/file", "the questions of a module for another program", giving::questions_file)
        .upload("/studio/{module}/exchange/package", "look at a package for a draft", MOST_RECEIVED, bringing::package)
        .upload("/studio/{module}/exchange/lesson", "look at a lesson for a draft", MOST_RECEIVED, bringing::lesson)
        .upload("/studio/{module}/exchange/questions", "look at questions for a draft", MOST_RECEIVED, bringing::questions)
        .page("/studio/{module}/exchange/report", "what a file would change in a draft", bringing::report)
        .action("/studio/{module}/exchange/report", "take a file over into a draft", bringing::take_over)
        .upload("/studio/new/package", "look at a package for a new module", MOST_RECEIVED, new_module::package)
        .page("/studio/new", "what is in a package for a new module", new_module::report)
        .action("/studio/new", "begin a module with a package", new_module::begin)
}

/// The address of the page of a module.
fn exchange_address(module: &str) -> String {
    format!("{}/exchange", super::module_address(module))
}

/// Under what a file is told that was set aside and is not there any more.
const GONE: &str = "gone";
