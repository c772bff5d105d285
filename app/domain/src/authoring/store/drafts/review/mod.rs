//! Review in the database: who is asked to read a draft, what they say of it, and how far it has come by that.

mod asking;
mod changed;
mod comments;
mod reading;
mod suggestions;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use asking::{Asking, ask, remind, take_off};
pub use changed::{Credit, Read, changed_since, credits};
pub use comments::{Beginning, Open, Said, Thread, begin_thread, close, open_threads, reopen, reply, thread, threads};
pub use reading::{Asked, Invited, Page, Reviewer, Spoken, asked_of, page, reviewers, standing, verdicts, verdicts_of_module, writers};
pub use suggestions::{Taking, decline, take_over};

use super::{Desk, held};
use crate::{
    Conflict, Error, Result, audit,
    authoring::drafts::{
        DraftState,
        review::{LONGEST_WORDS, Verdict, state},
    },
    db::{Tx, sql},
    ids::{DraftId, PersonId, VerdictId},
};

/// Words somebody typed, without white space around them.
///
/// # Errors
/// [`Error::Invalid`] by `field` if there are too many, or none where some are needed.
fn words_of(field: &'static str, words: &str, missing: Option<&str>) -> Result<String> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    match missing {
        Some(missing) if words.is_empty() => Err(Error::field(field, missing)),
        _ if words.chars().count() > LONGEST_WORDS => {
            Err(Error::field(field, format!("At most {LONGEST_WORDS} characters: shorten it, or say it in two comments.")))
        }
        _ => Ok(words),
    }
}

/// What somebody who was asked says of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The revision they have read.
    pub seen: i64,
    /// Whether they approve; otherwise they ask for changes.
    pub approves: bool,
    /// Their words.
    pub words: String,
}

/// Keeps what a reviewer says, with the texts as they stand. Returns how far the draft has come by it.
///
/// # Errors
/// [`Error::NotFound`] if they are not asked; [`Conflict::Stale`] if the draft was changed since they read it; [`Error::Invalid`] by
/// `words`: who asks for changes says which.
pub async fn say(tx: &Tx, now: DateTime<Utc>, actor: PersonId, page: &Page, saying: &Saying) -> Result<DraftState> {
    if !page.reviews {
        return Err(Error::NotFound);
    }
    let missing = (!saying.approves).then_some("Say what has to change: the author reads it beside the draft.");
    let words = words_of("words", &saying.words, missing)?;
    let (draft, revision) = held(tx, page.desk.module).await?;
    if revision != saying.seen {
        return Err(Error::Conflict(Conflict::Stale));
    }
    tx.run(sql!(
        "INSERT INTO draft_verdicts (id, draft_id, person_id, revision, approves, words, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        VerdictId::new(),
        draft,
        actor,
        revision,
        saying.approves,
        words,
        now
    ))
    .await?;
    tx.run(sql!(
        "INSERT INTO draft_readings (draft_id, revision, path, content)
         SELECT f.draft_id, d.revision, f.path, f.content FROM draft_files f JOIN drafts d ON d.id = f.draft_id
         WHERE f.draft_id = $1 AND f.path LIKE '%.md' ON CONFLICT (draft_id, revision, path) DO NOTHING",
        draft
    ))
    .await?;
    let state = settle(tx, (draft, revision)).await?;
    let details = json!({ "draft": draft, "revision": revision, "state": state });
    let what = if saying.approves { "draft.approved" } else { "draft.changes-asked" };
    audit::append(tx, now, Some(actor), what, subject(&page.desk), details).await?;
    Ok(state)
}

fn subject(desk: &Desk) -> String {
    format!("module {}", desk.module)
}

/// Reckons anew how far a draft has come that is held.
async fn settle(tx: &Tx, (draft, revision): (DraftId, i64)) -> Result<DraftState> {
    let asked: Vec<PersonId> = tx.values(sql!("SELECT person_id FROM draft_reviewers WHERE draft_id = $1", draft)).await?;
    let said: Vec<Verdict> = verdicts(tx, draft).await?;
    let state = state(revision, &asked, &writers(tx, draft).await?, &said);
    tx.run(sql!("UPDATE drafts SET state = $1 WHERE id = $2", state, draft)).await?;
    Ok(state)
}

#[cfg(test)]
mod tests;
