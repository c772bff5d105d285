//! The front door: what a visitor reads before asking, the guide to degrees, and requests for information.

mod actions;
mod pages;

use crate::routes::Routes;

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/", "what the program is, for visitors", pages::landing)
        .page("/which-fits", "which degree fits a visitor: five questions, and the answer", pages::which_fits)
        .page("/syllabus/{module}", "what a published module aims at and holds", pages::syllabus)
        .page("/information-requests/new", "the form that asks for information", pages::new_request)
        .page("/information-requests/{request}/receipt", "that a request has arrived", pages::receipt)
        .page("/information-requests", "requests for information, for staff", pages::requests)
        .action("/information-requests", "ask for information", actions::send_request)
        .action("/information-requests/{request}/answer", "mark a request as answered", actions::answer_request)
        .action("/information-requests/{request}/answer/withdrawal", "put a request back among the unanswered", actions::withdraw_answer)
}
