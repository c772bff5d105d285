//! The addresses of studying.

use super::{actions, files, pages};
use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/today", "what is next for this student", pages::today_page)
        .page("/program", "the student's modules and residencies", pages::program_page)
        .page("/learn/{module}", "a module and its units", pages::module_page)
        .page("/learn/{module}/{unit}", "a lesson, quiz, case or assignment", pages::unit_page)
        .page("/learn/{module}/{unit}/extension", "more time for a unit", pages::extension_page)
        .page("/learn/{module}/{unit}/attempts/{attempt}", "the result of an attempt", pages::result_page)
        .page("/modules/{module}/versions/{number}/files/{*path}", "a figure, video or captions of a module", files::file)
        .action("/learn/{module}/{unit}/completion", "a lesson is read", actions::complete)
        .action("/learn/{module}/{unit}/questions/{question}", "answer a question in a lesson", actions::answer_question)
        .action("/learn/{module}/{unit}/runs", "save a run of a simulator in a unit", actions::save_run)
        .action("/learn/{module}/{unit}/attempts", "begin a quiz", actions::begin)
        .action("/learn/{module}/{unit}/attempts/{attempt}", "save or hand in a quiz", actions::hand_in)
        .action("/learn/{module}/{unit}/response", "save or hand in a response to a case", actions::respond)
        .action("/learn/{module}/{unit}/extension", "ask for more time for a unit", actions::ask_for_more_time)
        .action("/learn/{module}/{unit}/extension/withdrawal", "take a request for more time back", actions::withdraw_request)
        .action("/learn/answers", "save one answer as it is given", actions::save_answer)
        .action("/learn/place", "keep the place where a reader stopped", actions::keep_place)
}
