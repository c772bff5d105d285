//! Review: a draft is read by others before it is published. They comment on its paragraphs, suggest changes, and approve it or ask for more.

mod actions;
mod difference;
mod overview;
mod reading;
mod remark;
mod rows;
mod settling;
mod threads;
mod unit;

use domain::authoring::store::drafts::review::{self, Page as Reviewed};
use leptos::prelude::*;

use crate::{AppError, routes::Routes, visit::Colleague};

pub(super) use difference::way_to as way_to_difference;
pub(super) use overview::{open_words, overview_again, overview_with};
pub(super) use rows::asked;

/// What can be looked at and done here.
pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/studio/{module}/review", "who reviews a draft, and what they say", overview::overview)
        .action("/studio/{module}/review", "ask for a review", actions::ask)
        .action("/studio/{module}/reviewers/{person}/removal", "ask somebody no more", actions::take_off)
        .action("/studio/{module}/reviewers/{person}/reminder", "remind a reviewer", actions::remind)
        .action("/studio/{module}/verdicts", "approve a draft, or ask for changes", actions::say)
        .action("/studio/{module}/retirement", "let nothing new take a module", actions::retire)
        .action("/studio/{module}/retirement/end", "bring a retired module back", actions::bring_back)
        .page("/studio/{module}/difference", "what is different in a draft from the newest version", difference::difference)
        .page("/studio/{module}/review/{unit}", "a unit of a draft with what is said of its paragraphs", unit::unit)
        .page("/studio/{module}/review/{unit}/remark", "comment on a paragraph or suggest a change", remark::remark)
        .action("/studio/{module}/review/{unit}/comments", "comment on a paragraph", remark::comment)
        .action("/studio/{module}/review/{unit}/suggestions", "suggest a change of a paragraph", remark::suggest)
        .action("/studio/{module}/threads/{thread}/replies", "reply to a comment", threads::reply)
        .action("/studio/{module}/threads/{thread}/closing", "close a thread of comments", threads::close)
        .action("/studio/{module}/threads/{thread}/opening", "open a thread of comments again", threads::reopen)
        .action("/studio/{module}/threads/{thread}/acceptance", "take a suggested change over", settling::accept)
        .action("/studio/{module}/threads/{thread}/refusal", "decline a suggested change", settling::refuse)
}

/// An open draft that this colleague may read.
async fn reviewed(colleague: &Colleague, module: &str) -> Result<Reviewed, AppError> {
    Ok(review::page(&colleague.site.db, colleague.reader(), module).await?)
}

/// The address of a draft's review.
fn review_address(module: &str) -> String {
    format!("/studio/{module}/review")
}

/// The address of what is different in a draft.
fn difference_address(module: &str) -> String {
    format!("{}/difference", super::module_address(module))
}

/// The address of a unit as reviewers read it. `unit` is its name in addresses of the studio.
fn unit_review(module: &str, unit: &str) -> String {
    format!("/studio/{module}/review/{unit}")
}

/// The way up to the review of a draft: for reviewers the module itself has no page.
fn way(page: &Reviewed) -> Vec<(String, String)> {
    let module = page.writes.then(|| (page.title().to_owned(), super::module_address(page.slug())));
    [("Studio".to_owned(), "/studio".to_owned())].into_iter().chain(module).collect()
}

/// The way up to a page within the review.
fn way_within(page: &Reviewed) -> Vec<(String, String)> {
    let name = if page.writes { "Review".to_owned() } else { format!("Review of {}", page.title()) };
    way(page).into_iter().chain([(name, review_address(page.slug()))]).collect()
}

/// What somebody typed, its lines kept.
fn words(text: &str) -> impl IntoView + use<> {
    let text = text.to_owned();
    view! { <p class="said">{text}</p> }
}
