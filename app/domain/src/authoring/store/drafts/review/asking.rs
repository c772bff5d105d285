//! Who is asked to read a draft.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Invited, settle, subject, words_of};
use crate::{
    Conflict, Error, Result, audit,
    authoring::store::drafts::{Desk, held},
    db::{Tx, sql},
    ids::PersonId,
};

/// Who is asked for a review, and with which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Whom.
    pub people: Vec<PersonId>,
    /// What they are asked to look at.
    pub note: String,
}

/// Asks people to read the open draft; whoever is asked already is not asked again. Returns who is new, for the caller to tell them.
///
/// # Errors
/// [`Error::Invalid`] by `person` or `note`; [`Conflict::Closed`] if no draft is open; [`Error::NotFound`] without such a person.
pub async fn ask(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, asking: &Asking) -> Result<Vec<PersonId>> {
    if asking.people.is_empty() {
        return Err(Error::field("person", "Choose at least one person who is to read it."));
    }
    let note = words_of("note", &asking.note, None)?;
    let held = held(tx, desk.module).await?;
    let mut new = Vec::new();
    for person in &asking.people {
        let added = tx
            .run(sql!(
                "INSERT INTO draft_reviewers (draft_id, person_id, asked_at, asked_by, note)
                 SELECT d.id, p.id, $1, $2, $3 FROM drafts d JOIN people p ON p.id = $4 AND p.deactivated_at IS NULL WHERE d.id = $5
                 ON CONFLICT (draft_id, person_id) DO NOTHING",
                now,
                actor,
                note,
                person,
                held.0
            ))
            .await?;
        if added > 0 {
            new.push(*person);
        }
    }
    if !new.is_empty() {
        settle(tx, held).await?;
        let details = json!({ "draft": held.0, "revision": held.1, "people": new });
        audit::append(tx, now, Some(actor), "review.asked", subject(desk), details).await?;
    }
    Ok(new)
}

/// Asks somebody no more. What they said stays in the record and counts no more.
///
/// # Errors
/// [`Conflict::Closed`] if they are not asked, or no draft is open.
pub async fn take_off(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (desk, person): (&Desk, PersonId)) -> Result<()> {
    let held = held(tx, desk.module).await?;
    if tx.run(sql!("DELETE FROM draft_reviewers WHERE draft_id = $1 AND person_id = $2", held.0, person)).await? == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    settle(tx, held).await?;
    audit::append(tx, now, Some(actor), "review.taken-off", subject(desk), json!({ "draft": held.0, "person": person })).await
}

/// Notes that somebody is reminded, and returns what they were asked, for the caller to tell them; nothing if they were asked or reminded
/// within the last hour.
///
/// # Errors
/// [`Error::NotFound`] if they are not asked; [`Conflict::Closed`] if no draft is open.
pub async fn remind(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (desk, person): (&Desk, PersonId)) -> Result<Option<Invited>> {
    let (draft, _) = held(tx, desk.module).await?;
    let invited: Invited = tx
        .maybe(sql!("SELECT note, asked_at, reminded_at FROM draft_reviewers WHERE draft_id = $1 AND person_id = $2", draft, person))
        .await?
        .ok_or(Error::NotFound)?;
    if now - invited.reminded_at.unwrap_or(invited.asked_at) < TimeDelta::hours(1) {
        return Ok(None);
    }
    tx.run(sql!("UPDATE draft_reviewers SET reminded_at = $1 WHERE draft_id = $2 AND person_id = $3", now, draft, person)).await?;
    audit::append(tx, now, Some(actor), "review.reminded", subject(desk), json!({ "draft": draft, "person": person })).await?;
    Ok(Some(invited))
}
