//! What people of a cohort are told and write to each other: messages of staff, announcements, discussion, and how each wants to be told.

mod actions;
mod board;
mod composed;
mod pages;
mod recipients;

pub use recipients::recipients;

pub(crate) use pages::announced;

use domain::{
    cohorts::{Reader, Scope, store},
    policy,
};

use crate::{AppError, routes::Routes, visit::StaffOrFaculty};

/// What can be looked at and done here.
pub fn routes() -> Routes {
    telling().and(announcing()).and(discussing()).and(posting())
}

/// How one wants to be told, and messages to students.
fn telling() -> Routes {
    Routes::default()
        .page("/account/notifications", "how one wants to be told", pages::notifications)
        .action("/account/notifications", "choose how one wants to be told", actions::save_choices)
        .page("/cohorts/{cohort}/messages", "messages to a cohort", pages::messages)
        .page("/cohorts/{cohort}/messages/new", "write to a cohort or a part of it", pages::new_message)
        .action("/cohorts/{cohort}/messages/preview", "see a message as its recipients will", actions::preview)
        .action("/cohorts/{cohort}/messages/test", "send a message to oneself", actions::send_test)
        .action("/cohorts/{cohort}/messages", "send a message", actions::send)
        .page("/cohorts/{cohort}/messages/{message}", "a message, and what became of it", pages::message)
}

/// The page of one's cohort, and what is announced there.
fn announcing() -> Routes {
    Routes::default()
        .page("/cohort", "the student's cohort: announcements, messages, discussion", pages::own_cohort)
        .page("/cohorts/{cohort}/announcements", "what is announced to a cohort", pages::announcements)
        .action("/cohorts/{cohort}/announcements", "announce something", actions::announce)
        .page("/cohorts/{cohort}/announcements/{announcement}", "change an announcement", pages::announcement)
        .action("/cohorts/{cohort}/announcements/{announcement}", "save a changed announcement", actions::change_announcement)
        .action("/cohorts/{cohort}/announcements/{announcement}/withdrawal", "take an announcement back", actions::withdraw_announcement)
}

/// Where discussion takes place.
fn discussing() -> Routes {
    Routes::default()
        .page("/cohort/discussion", "the discussion of the student's cohort", pages::own_discussion)
        .page("/learn/{module}/{unit}/discussion", "the discussion under a unit", pages::unit_discussion)
        .page("/cohorts/{cohort}/discussion", "the discussion of a cohort, for faculty and staff", pages::cohort_discussion)
        .page(
            "/cohorts/{cohort}/discussion/{module}/{unit}",
            "the discussion under a unit, for faculty and staff",
            pages::taught_discussion,
        )
}

/// Posts, wherever they stand.
fn posting() -> Routes {
    Routes::default()
        .action("/discussion/posts", "post something", actions::post)
        .action("/discussion/drafts", "keep what one is writing", actions::keep_draft)
        .page("/discussion/posts/{post}", "a thread", pages::thread)
        .action("/discussion/posts/{post}", "save a changed post", actions::change_post)
        .page("/discussion/posts/{post}/edit", "change a post", pages::edit_post)
        .page("/discussion/posts/{post}/history", "what a post said before", pages::history)
        .page("/discussion/posts/{post}/removal", "whether a post is to be removed", pages::removal)
        .action("/discussion/posts/{post}/removal", "remove a post", actions::remove_post)
        .action("/discussion/posts/{post}/answer", "mark a reply as the answer", actions::mark_answer)
        .action("/discussion/posts/{post}/answer/withdrawal", "take that mark away", actions::unmark_answer)
}

/// A cohort, or a module of it, as staff may see it or else as faculty may: somebody may be one here and the other there.
async fn scope_of(visit: &StaffOrFaculty, cohort: &str, module: Option<&str>) -> Result<Scope, AppError> {
    let (rights, person, db) = (visit.rights(), visit.session.person.id, &visit.site.db);
    if policy::is_staff(rights) {
        let reader = if rights.administrator { Reader::Administrator } else { Reader::Staff(person) };
        match store::scope(db, reader, cohort, module).await {
            Err(domain::Error::NotFound) if rights.teaches => {}
            found => return Ok(found?),
        }
    }
    Ok(store::scope(db, Reader::Faculty(person), cohort, module).await?)
}
