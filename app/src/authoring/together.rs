//! Two authors in one unit learn of each other: who has it open, and that a newer text stands.

use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    authoring::{
        drafts::{Doing, doing, file_of},
        store::drafts::{self, Desk, LastSave, Present},
    },
    ids::DraftId,
    policy::Session,
};
use leptos::prelude::*;
use serde_json::{Value, json};

use super::desk;
use crate::{
    AppError,
    forms::Typed,
    visit::{Author, Visit},
    when,
};

/// Who else has a draft open, by unit, in the words of whoever looks.
pub(super) struct Others {
    present: Vec<Present>,
    now: DateTime<Utc>,
    zone: chrono_tz::Tz,
}

/// Who else has something of this draft open.
pub(super) async fn others((visit, session): (&Visit, &Session), draft: DraftId) -> Result<Others, AppError> {
    let present = drafts::present(&visit.site.db, visit.now, (draft, session.person.id)).await?;
    Ok(Others { present, now: visit.now, zone: session.person.time_zone })
}

impl Others {
    /// Those who are in this file.
    fn of<'o>(&'o self, file: &'o str) -> impl Iterator<Item = (&'o Present, Doing)> {
        self.present.iter().filter(move |one| one.path == file).map(move |one| (one, doing(one.wrote_at, self.now)))
    }

    /// What is said of those who are in this file; empty if nobody is.
    pub fn words(&self, file: &str) -> String {
        self.of(file).map(|(one, doing)| format!("{}.", says(&one.name, doing, self.zone))).collect::<Vec<_>>().join(" ")
    }

    /// The same as a mark in a list of units.
    pub fn mark(&self, file: &str) -> Vec<AnyView> {
        let mark = |(one, doing): (&Present, Doing)| {
            let shape = if matches!(doing, Doing::Writes(_)) { "started" } else { "open" };
            view! { <span class="state" data-state=shape>{says(&one.name, doing, self.zone)}</span> }.into_any()
        };
        self.of(file).map(mark).collect()
    }

    /// For the editor: `words`, and `who`, which is another only when somebody comes, goes, begins or stops to write.
    fn json(&self, file: &str) -> Value {
        let who = self.of(file).map(|(one, doing)| format!("{} {}", one.name, matches!(doing, Doing::Writes(_))));
        json!({ "words": self.words(file), "who": who.collect::<Vec<_>>().join("; ") })
    }
}

fn says(name: &str, doing: Doing, zone: chrono_tz::Tz) -> String {
    match doing {
        Doing::Writes(at) => format!("{name} is writing here, last change {}", when::hour(at, zone)),
        Doing::HasItOpen(Some(at)) => format!("{name} has it open, last change {}", when::hour(at, zone)),
        Doing::HasItOpen(None) => format!("{name} has it open"),
    }
}

/// The line above a text. The editor keeps it up to date.
pub(super) fn line(words: &str) -> impl IntoView + use<> {
    view! { <p class="editor-here" role="status">{words.to_owned()}</p> }
}

/// Notes that somebody has opened a unit. A page is shown all the same if that could not be kept.
pub(super) async fn note_open(author: &Author, desk: &Desk, unit: &str) {
    let Some(draft) = desk.draft.as_ref().map(|draft| draft.id) else { return };
    let (person, now, file) = (author.session.person.id, author.now, file_of(unit));
    let noted = author.site.db.write(move |tx| Box::pin(async move { drafts::arrive(tx, now, person, (draft, &file)).await })).await;
    if let Err(error) = noted {
        tracing::warn!(%error, "who has a unit open could not be kept");
    }
}

/// For the answer to a save: who else is there; nothing if that could not be read, for the text is saved.
pub(super) async fn after_save(author: &Author, desk: &Desk, file: &str) -> Option<Value> {
    let others = others((author, &author.session), desk.draft.as_ref()?.id).await;
    others.ok().map(|others| others.json(file))
}

/// `POST /studio/{module}/units/{unit}/presence`: a sign that one has the unit open, with the revision that was `seen`. The answer says who
/// else is there and whether a newer text stands; with `want=text` also which.
pub async fn present(author: Author, Path((module, unit)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let desk = desk(&author, &module).await?;
    let (draft, file) = (desk.draft()?.id, file_of(&unit));
    let last = drafts::last_save(&author.site.db, draft, &file).await?.ok_or(AppError::NotFound)?;
    note_open(&author, &desk, &unit).await;
    let seen = form.get("seen").parse().unwrap_or(i64::MAX);
    let newer = if last.revision > seen { Some(newer(&author, &last)) } else { None };
    let text = match newer.is_some() && form.get("want") == "text" {
        true => drafts::file(&author.site.db, draft, &file).await?,
        false => None,
    };
    let theirs = text.map(|stands| json!({ "revision": stands.revision, "text": stands.text(), "by": stands.changed_by }));
    let here = others((&author, &author.session), draft).await?.json(&file);
    Ok(Json(json!({ "here": here, "newer": newer, "theirs": theirs })).into_response())
}

/// That a newer text stands.
fn newer(author: &Author, last: &LastSave) -> Value {
    let at = when::hour(last.changed_at, author.session.person.time_zone);
    let words = if last.changed_by == author.session.person.id {
        format!("You saved a newer text at {at}, on another page or device.")
    } else {
        format!("{} saved a newer text at {at}.", last.name)
    };
    json!({ "revision": last.revision, "words": words })
}

/// `POST /studio/{module}/units/{unit}/presence/end`: they have left it. To leave a draft that is over is harmless.
pub async fn leave(author: Author, Path((module, unit)): Path<(String, String)>) -> Result<StatusCode, AppError> {
    let desk = desk(&author, &module).await?;
    let Some(draft) = desk.draft.map(|draft| draft.id) else { return Ok(StatusCode::NO_CONTENT) };
    let (file, person) = (file_of(&unit), author.session.person.id);
    author.site.db.write(move |tx| Box::pin(async move { drafts::leave(tx, person, (draft, &file)).await })).await?;
    Ok(StatusCode::NO_CONTENT)
}
