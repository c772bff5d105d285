//! The question bank in the studio: what is in it, one question of it, and its way into and out of a unit that is being written.

mod actions;
mod pages;

pub(super) use pages::newer;

use domain::authoring::{BankMark, QuestionKind};

use crate::routes::Routes;

/// What can be looked at and done here.
pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/studio/bank", "questions that all authors share", pages::bank)
        .page("/studio/bank/{question}", "a question of the bank with its versions", pages::question)
        .action("/studio/bank/{question}", "make the next version of a question", actions::make)
        .action("/studio/bank/{question}/retirement", "offer a question no more, or again", actions::retire)
        .page("/studio/bank/{question}/{number}/files/{*path}", "a figure of a question of the bank", pages::figure)
        .page("/studio/{module}/units/{unit}/bank", "the questions of a unit and the bank", pages::of_unit)
        .action("/studio/{module}/units/{unit}/bank", "put a question into the bank", actions::put)
        .action("/studio/{module}/units/{unit}/bank/taken", "take questions from the bank", actions::take)
        .action("/studio/{module}/units/{unit}/bank/newer", "take a newer version from the bank", actions::take_newer)
}

/// The address of a question of the bank.
fn address(slug: &str) -> String {
    format!("/studio/bank/{slug}")
}

/// Where the figures of a version are.
fn files(mark: &BankMark) -> String {
    format!("{}/{}/files/", address(&mark.slug), mark.number)
}

/// What a kind is called.
fn kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Single => "One choice",
        QuestionKind::Multiple => "Several choices",
        QuestionKind::Numeric => "A number",
        QuestionKind::Matching => "Matching",
        QuestionKind::Ordering => "Ordering",
        QuestionKind::Short => "Short answer",
        QuestionKind::Text => "Free text",
    }
}
