//! Drafts in the database: who writes a module, what stands in its draft, what stood there before, and how it becomes a version.

mod authors;
mod bringing;
mod changing;
mod links;
mod mine;
mod placing;
mod publishing;
mod reading;
mod retiring;
pub mod review;
mod saving;
mod together;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use authors::{Author, add_author, authors, remove_author};
pub use bringing::{Ground, Seen, bring_in, ground};
pub(super) use changing::write;
pub use changing::{change, move_to};
pub use links::{Link, NewLink, OpenLink, forget_links, links, make_link, note_opening, open_link, revoke_link};
pub use mine::{Mine, modules_of};
pub use placing::{place, take_out};
pub use publishing::{Published, Publishing, publish};
pub use reading::{
    Closed, Desk, Draft, Earlier, Stands, closed, desk, earlier, earlier_text, file, files, is_taken, names, text_seen, unit_texts,
};
pub use retiring::{Retired, bring_back, retire, retired};
pub(super) use saving::replace;
pub use saving::{Saved, Saving, restore, save, set_aside};
pub use together::{LastSave, Present, arrive, forget_presence, last_save, leave, present};

use super::super::drafts::{Files, NewModule, Writer, new_module};
use crate::{
    Conflict, Error, Result, audit,
    authoring::drafts::{Change, apply},
    db::{Db, Tx, sql},
    ids::{DraftId, ModuleId, PersonId},
};

/// Begins a draft of a module from its newest version.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if there is one already; [`Error::NotFound`] if the module has no version.
pub async fn begin(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk) -> Result<()> {
    let newest = newest(tx, desk.module).await?.ok_or(Error::NotFound)?;
    let draft = open(tx, now, actor, desk.module, Some(newest)).await?;
    tx.run(sql!(
        "INSERT INTO draft_files (draft_id, path, content, revision, changed_at, changed_by)
         SELECT d.id, f.path, f.content, d.revision, d.begun_at, d.begun_by
         FROM drafts d JOIN module_versions v ON v.module_id = d.module_id AND v.number = d.base
         JOIN package_files f ON f.version_id = v.id WHERE d.id = $1",
        draft
    ))
    .await?;
    audit::append(tx, now, Some(actor), "draft.begun", format!("module {}", desk.module), json!({ "draft": draft, "base": newest })).await
}

/// Begins a new module with a draft of its own; whoever begins it is its author. Returns its name in addresses.
///
/// # Errors
/// [`Error::Invalid`] by `title` and `slug`; [`Conflict::SlugTaken`].
pub async fn begin_module(tx: &Tx, now: DateTime<Utc>, actor: PersonId, new: &NewModule) -> Result<String> {
    let (author,): (String,) = tx
        .one(sql!("SELECT CASE WHEN credentials = '' THEN name ELSE name || ', ' || credentials END FROM people WHERE id = $1", actor))
        .await?;
    let (slug, text) = new_module(new, &author)?;
    let mut files: Files = [("module.md".to_owned(), text.into_bytes())].into();
    let lesson = apply(&files, &Change::Add { kind: crate::authoring::UnitKind::Lesson, title: "Introduction".into() })?;
    files.extend(lesson.written.into_iter().filter(|(path, _)| path != "module.md"));
    begin_module_with(tx, now, actor, &slug, &files).await?;
    Ok(slug)
}

/// Begins a new module under this name in addresses with a draft that has these files; whoever begins it is its author.
///
/// # Errors
/// [`Conflict::SlugTaken`].
pub async fn begin_module_with(tx: &Tx, now: DateTime<Utc>, actor: PersonId, slug: &str, files: &Files) -> Result<()> {
    let module = ModuleId::new();
    tx.run(sql!("INSERT INTO modules (id, slug, created_at) VALUES ($1, $2, $3)", module, slug, now))
        .await
        .map_err(|error| error.or_conflict(Conflict::SlugTaken))?;
    tx.run(sql!("INSERT INTO module_authors (module_id, person_id, added_at, added_by) VALUES ($1, $2, $3, $2)", module, actor, now))
        .await?;
    let draft = open(tx, now, actor, module, None).await?;
    for (path, content) in files {
        saving::put(tx, now, actor, (draft, 1), (path, content)).await?;
    }
    audit::append(tx, now, Some(actor), "module.begun", format!("module {module}"), json!({ "slug": slug, "draft": draft })).await
}

/// An empty draft. Its revisions go on where those of the module's last draft ended, so that none means two texts.
async fn open(tx: &Tx, now: DateTime<Utc>, actor: PersonId, module: ModuleId, base: Option<i64>) -> Result<DraftId> {
    let draft = DraftId::new();
    tx.run(sql!(
        "INSERT INTO drafts (id, module_id, base, state, revision, begun_at, begun_by)
         VALUES ($1, $2, $3, 'writing', (SELECT COALESCE(MAX(before.revision), 0) + 1 FROM drafts before WHERE before.module_id = $2), $4, $5)",
        draft,
        module,
        base,
        now,
        actor
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    Ok(draft)
}

/// The number of a module's newest version.
async fn newest(db: &Db, module: ModuleId) -> Result<Option<i64>> {
    db.value(sql!("SELECT MAX(number) FROM module_versions WHERE module_id = $1", module)).await
}

/// Gives a draft up. What stood in it is kept for the record.
///
/// # Errors
/// [`Conflict::Closed`] if none is open.
pub async fn discard(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk) -> Result<()> {
    let closed: Option<(DraftId,)> = tx
        .maybe(sql!(
            "UPDATE drafts SET state = 'discarded', revision = revision + 1, closed_at = $1, closed_by = $2
             WHERE module_id = $3 AND closed_at IS NULL RETURNING id",
            now,
            actor,
            desk.module
        ))
        .await?;
    let (draft,) = closed.ok_or(Error::Conflict(Conflict::Closed))?;
    audit::append(tx, now, Some(actor), "draft.discarded", format!("module {}", desk.module), json!({ "draft": draft })).await
}

/// The open draft of a module and its revision, held: nobody else writes to it until the end of the transaction.
async fn held(tx: &Tx, module: ModuleId) -> Result<(DraftId, i64)> {
    let held = sql!("UPDATE drafts SET revision = revision WHERE module_id = $1 AND closed_at IS NULL RETURNING id, revision", module);
    tx.maybe(held).await?.ok_or(Error::Conflict(Conflict::Closed))
}

/// The open draft of a module, raised to its next revision. Whoever changes a draft comes through here first: nobody else writes to
/// it until the end of the transaction. What was approved before is approved no more.
pub(in crate::authoring::store) async fn raised(tx: &Tx, module: ModuleId) -> Result<(DraftId, i64)> {
    let raised = sql!(
        "UPDATE drafts SET revision = revision + 1,
            state = CASE WHEN EXISTS (SELECT 1 FROM draft_reviewers r WHERE r.draft_id = drafts.id) THEN 'review' ELSE 'writing' END
         WHERE module_id = $1 AND closed_at IS NULL RETURNING id, revision",
        module
    );
    tx.maybe(raised).await?.ok_or(Error::Conflict(Conflict::Closed))
}

/// What the person may write, without a page before it: for commands and the demo.
pub fn administrator(person: PersonId) -> Writer {
    Writer { person, everything: true }
}

#[cfg(test)]
pub(super) mod tests;
