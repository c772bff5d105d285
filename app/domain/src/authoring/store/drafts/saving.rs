//! Saving a file of a draft. What a save replaces is kept.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, held, raised, together::wrote};
use crate::{
    Conflict, Error, Result,
    authoring::drafts::{Change, LONGEST_TEXT, apply, is_kept},
    db::{Tx, sql},
    ids::{DraftId, PersonId, SaveId},
};

/// A text to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The file.
    pub path: String,
    /// The revision of the file that its writer saw.
    pub seen: i64,
    /// What they made of it.
    pub text: String,
    /// Whether it is saved while they type on, and not because they said so.
    pub types_on: bool,
}

/// A text that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The revision under which it stands.
    pub revision: i64,
    /// Since when.
    pub at: DateTime<Utc>,
}

crate::row! {
    struct Before { content: Vec<u8>, revision: i64, changed_at: DateTime<Utc>, changed_by: PersonId }
}

async fn before(tx: &Tx, draft: DraftId, path: &str) -> Result<Option<Before>> {
    tx.maybe(sql!("SELECT content, revision, changed_at, changed_by FROM draft_files WHERE draft_id = $1 AND path = $2", draft, path)).await
}

/// Saves a file of the open draft. What stands already is not saved again, whoever saved it: so sending twice is harmless.
///
/// # Errors
/// [`Conflict::Stale`] if another text was saved since this writer saw the file, or it was taken out: nothing is changed then, and the
/// caller shows both; [`Conflict::Closed`] if no draft is open; [`Error::Invalid`] by `text` if it is too long.
pub async fn save(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, saving: &Saving) -> Result<Saved> {
    if saving.text.len() > LONGEST_TEXT {
        return Err(Error::field(
            "text",
            format!("The text has more than the {LONGEST_TEXT} bytes a unit may have here: make two units of it."),
        ));
    }
    let (draft, _) = held(tx, desk.module).await?;
    let before = before(tx, draft, &saving.path).await?.ok_or(Error::Conflict(Conflict::Stale))?;
    if before.content == saving.text.as_bytes() {
        return Ok(Saved { revision: before.revision, at: before.changed_at });
    }
    if before.revision != saving.seen {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let types_on = saving.types_on && before.changed_by == actor && kept_lately(tx, now, draft, &saving.path).await?;
    if is_kept(&before.content, saving.text.as_bytes(), types_on) {
        keep(tx, now, (draft, &saving.path), &before).await?;
    }
    let (draft, revision) = raised(tx, desk.module).await?;
    put(tx, now, actor, (draft, revision), (&saving.path, saving.text.as_bytes())).await?;
    wrote(tx, now, actor, (draft, &saving.path)).await?;
    Ok(Saved { revision, at: now })
}

/// Whether an earlier text of the file was kept within the last minute.
async fn kept_lately(tx: &Tx, now: DateTime<Utc>, draft: DraftId, path: &str) -> Result<bool> {
    let last = sql!("SELECT MAX(replaced_at) FROM draft_saves WHERE draft_id = $1 AND path = $2", draft, path);
    let last: Option<DateTime<Utc>> = tx.value(last).await?;
    Ok(last.is_some_and(|last| now - last < TimeDelta::minutes(1)))
}

async fn keep(tx: &Tx, now: DateTime<Utc>, (draft, path): (DraftId, &str), before: &Before) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO draft_saves (id, draft_id, path, content, revision, saved_at, saved_by, replaced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        SaveId::new(),
        draft,
        path,
        before.content,
        before.revision,
        before.changed_at,
        before.changed_by,
        now
    ))
    .await?;
    Ok(())
}

/// Writes a file of a draft, whatever stood there.
pub(super) async fn put(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    (draft, revision): (DraftId, i64),
    (path, content): (&str, &[u8]),
) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO draft_files (draft_id, path, content, revision, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (draft_id, path) DO UPDATE SET content = excluded.content, revision = excluded.revision,
            changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        draft,
        path,
        content,
        revision,
        now,
        actor
    ))
    .await?;
    // Whoever writes in a draft cannot be the only one who approves it.
    tx.run(sql!(
        "INSERT INTO draft_writers (draft_id, person_id) VALUES ($1, $2) ON CONFLICT (draft_id, person_id) DO NOTHING",
        draft,
        actor
    ))
    .await?;
    Ok(())
}

/// Writes a file, and keeps what stood there.
pub(in crate::authoring::store) async fn replace(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    (draft, revision): (DraftId, i64),
    (path, content): (&str, &[u8]),
) -> Result<()> {
    match before(tx, draft, path).await? {
        Some(before) if before.content == content => return Ok(()),
        Some(before) => keep(tx, now, (draft, path), &before).await?,
        None => {}
    }
    put(tx, now, actor, (draft, revision), (path, content)).await
}

/// Takes a file out of a draft, and keeps what stood there.
pub(super) async fn take_out(tx: &Tx, now: DateTime<Utc>, (draft, path): (DraftId, &str)) -> Result<()> {
    if let Some(before) = before(tx, draft, path).await? {
        keep(tx, now, (draft, path), &before).await?;
        tx.run(sql!("DELETE FROM draft_files WHERE draft_id = $1 AND path = $2", draft, path)).await?;
    }
    Ok(())
}

/// Keeps a text that its writer does not want to stand: they took what somebody else wrote.
///
/// # Errors
/// [`Conflict::Closed`] if no draft is open; [`Error::Invalid`] by `text` if it is too long.
pub async fn set_aside(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, saving: &Saving) -> Result<()> {
    if saving.text.len() > LONGEST_TEXT {
        return Err(Error::field("text", format!("The text has more than the {LONGEST_TEXT} bytes a unit may have here.")));
    }
    let (draft, _) = held(tx, desk.module).await?;
    let mine = Before { content: saving.text.clone().into_bytes(), revision: saving.seen, changed_at: now, changed_by: actor };
    keep(tx, now, (draft, &saving.path), &mine).await
}

/// Brings back an earlier text of a file, also of one that was taken out. What stands now becomes an earlier text.
///
/// # Errors
/// [`Error::NotFound`] if there is no such text; [`Conflict::Closed`] if no draft is open.
pub async fn restore(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, (path, id): (&str, SaveId)) -> Result<()> {
    let (draft, revision) = raised(tx, desk.module).await?;
    let content = super::earlier_text(tx, draft, path, id).await?;
    let texts = super::unit_texts(tx, draft).await?;
    if texts.contains_key(path) {
        return replace(tx, now, actor, (draft, revision), (path, &content)).await;
    }
    let edits = apply(&texts, &Change::PutBack { file: path.to_owned(), content })?;
    for (path, content) in &edits.written {
        replace(tx, now, actor, (draft, revision), (path, content)).await?;
    }
    Ok(())
}
