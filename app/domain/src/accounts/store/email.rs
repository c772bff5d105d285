//! A change of address: asked for by its owner, proved by the new mailbox.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{make_link, use_link, void_links};
use crate::{
    Conflict, Error, Result,
    accounts::{Purpose, rules},
    audit,
    db::{Db, Tx, sql},
    ids::PersonId,
    mail::{self, Mail},
};

/// Whether somebody other than this person has the address, and what they are called.
///
/// # Errors
/// Those of the database.
pub async fn other_owner(db: &Db, email: &str, than: PersonId) -> Result<Option<String>> {
    let found = db.maybe::<(String,)>(sql!("SELECT name FROM people WHERE email_folded = $1 AND id <> $2", rules::fold_email(email), than));
    Ok(found.await?.map(|(name,)| name))
}

/// Notes that a person wants another address: the link goes to the new one, a notice to the old one.
///
/// # Errors
/// Those of the database.
pub async fn ask_for_email(
    tx: &Tx,
    (person, new_email): (PersonId, &str),
    token_hash: &str,
    letters: Vec<Mail>,
    now: DateTime<Utc>,
) -> Result<()> {
    make_link(tx, person, Purpose::EmailChange, token_hash, Some(new_email), now).await?;
    for letter in letters {
        mail::enqueue(tx, letter, now).await?;
    }
    Ok(())
}

/// Puts a confirmed address in the place of the old one. Links that were sent to the old mailbox work no longer.
///
/// # Errors
/// [`Conflict::Closed`] if the link does not work (any more), [`Conflict::EmailTaken`] if the address became another's meanwhile;
/// otherwise those of the database.
pub async fn change_email(tx: &Tx, token_hash: &str, now: DateTime<Utc>) -> Result<PersonId> {
    let (person, new_email) = use_link(tx, Purpose::EmailChange, token_hash, now).await?;
    let email = new_email.ok_or_else(|| Error::Data("a change of address without an address".into()))?;
    tx.run(sql!("UPDATE people SET email = $1, email_folded = $2 WHERE id = $3", email, rules::fold_email(&email), person))
        .await
        .map_err(|error| error.or_conflict(Conflict::EmailTaken))?;
    void_links(tx, person, now).await?;
    audit::append(tx, now, Some(person), "email.changed", format!("person {person}"), json!({})).await?;
    Ok(person)
}
