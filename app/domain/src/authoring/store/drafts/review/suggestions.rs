//! Suggested changes: taken over by an author in one save of the draft, or declined with a word.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    super::{Desk, Saving, file, save, unit_texts},
    comments, subject, words_of,
};
use crate::{
    Conflict, Error, Result, audit,
    authoring::drafts::review::{digest, passages},
    authoring::store::drafts::held,
    db::{Tx, sql},
    ids::{PersonId, ThreadId},
};

/// What an author takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    /// The suggestion.
    pub thread: ThreadId,
    /// What the paragraph that is replaced is known by, as the author saw it.
    pub paragraph: String,
    /// What is to stand there: as it was suggested, or as the author changed it.
    pub text: Option<String>,
}

/// Puts what is suggested in the place of the paragraph, and keeps the text before as an earlier one. Returns the unit's file.
///
/// # Errors
/// [`Conflict::Stale`] if the paragraph is not the one the author saw, and nothing is changed; [`Conflict::Closed`] if the suggestion is
/// settled; [`Error::NotFound`] if it is not one of this draft; those of [`save`].
pub async fn take_over(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, taking: &Taking) -> Result<String> {
    let (draft, _) = held(tx, desk.module).await?;
    let thread = comments::thread(tx, draft, taking.thread).await?;
    let suggested = thread.suggested.filter(|_| thread.closed.is_none()).ok_or(Error::Conflict(Conflict::Closed))?;
    let suggested = taking.text.as_ref().map_or(suggested, |text| text.replace("\r\n", "\n").trim_end().to_owned());
    let stands = file(tx, draft, &thread.path).await?.ok_or(Error::Conflict(Conflict::Stale))?;
    let known = passages(&unit_texts(tx, draft).await?, &desk.slug, &thread.path);
    let same = known.into_iter().enumerate().filter(|(_, passage)| digest(&passage.words) == taking.paragraph);
    let nearest = same.min_by_key(|(place, _)| place.abs_diff(thread.position));
    let (_, passage) = nearest.ok_or(Error::Conflict(Conflict::Stale))?;
    let mut text = stands.text();
    text.replace_range(passage.range, &suggested);
    let saving = Saving { path: thread.path.clone(), seen: stands.revision, text, types_on: false };
    let saved = save(tx, now, actor, desk, &saving).await?;
    tx.run(sql!(
        "UPDATE draft_threads SET outcome = 'taken', taken_as = $1, closed_at = $2, closed_by = $3 WHERE id = $4",
        saved.revision,
        now,
        actor,
        taking.thread
    ))
    .await?;
    let details = json!({ "draft": draft, "thread": taking.thread, "file": thread.path, "revision": saved.revision });
    audit::append(tx, now, Some(actor), "suggestion.taken", subject(desk), details).await?;
    Ok(thread.path)
}

/// Declines what is suggested, with a word why. Returns the unit's file.
///
/// # Errors
/// [`Error::Invalid`] by `words`; [`Conflict::Closed`] if it is settled; [`Error::NotFound`] if it is not one of this draft.
pub async fn decline(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, (id, words): (ThreadId, &str)) -> Result<String> {
    let words = words_of("words", words, Some("Say in a word why it does not go in."))?;
    let (draft, _) = held(tx, desk.module).await?;
    let thread = comments::thread(tx, draft, id).await?;
    if thread.suggested.is_none() || thread.closed.is_some() {
        return Err(Error::Conflict(Conflict::Closed));
    }
    comments::say(tx, now, actor, (id, &words)).await?;
    tx.run(sql!("UPDATE draft_threads SET outcome = 'declined', closed_at = $1, closed_by = $2 WHERE id = $3", now, actor, id)).await?;
    audit::append(tx, now, Some(actor), "suggestion.declined", subject(desk), json!({ "draft": draft, "thread": id })).await?;
    Ok(thread.path)
}
