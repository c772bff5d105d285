//! Passwords: set by an invitation, by a link, or by their owner.

use chrono::{DateTime, Utc};

use super::{end_sessions, make_link, use_link, void_links};
use crate::{
    Conflict, Error, Result,
    accounts::Purpose,
    db::{Tx, sql},
    ids::{PersonId, SessionId},
    mail::{self, Mail},
};

/// Accepts an invitation by setting the first password; returns whose it is.
///
/// # Errors
/// [`Conflict::Closed`] if the link does not work (any more); otherwise those of the database.
pub async fn accept_invitation(tx: &Tx, token_hash: &str, password_hash: &str, now: DateTime<Utc>) -> Result<PersonId> {
    let (person, _) = use_link(tx, Purpose::Invitation, token_hash, now).await?;
    set_password(tx, person, password_hash, now).await?;
    Ok(person)
}

/// Sends somebody a link to a new password; one sent before works no longer.
///
/// # Errors
/// Those of the database.
pub async fn send_reset(tx: &Tx, person: PersonId, token_hash: &str, letter: Mail, now: DateTime<Utc>) -> Result<()> {
    make_link(tx, person, Purpose::PasswordReset, token_hash, None, now).await?;
    mail::enqueue(tx, letter, now).await?;
    Ok(())
}

/// Sets a new password by a mailed link; the person is signed out everywhere, and told.
///
/// # Errors
/// [`Conflict::Closed`] if the link does not work (any more); otherwise those of the database.
pub async fn reset_password(tx: &Tx, token_hash: &str, password_hash: &str, notice: Mail, now: DateTime<Utc>) -> Result<PersonId> {
    let (person, _) = use_link(tx, Purpose::PasswordReset, token_hash, now).await?;
    set_password(tx, person, password_hash, now).await?;
    end_sessions(tx, person, None).await?;
    mail::enqueue(tx, notice, now).await?;
    Ok(person)
}

/// Sets a new password for somebody who knew the old one; they are signed out everywhere else, and told.
///
/// # Errors
/// [`Conflict::Stale`] if the old password is another by now; otherwise those of the database.
pub async fn change_password(
    tx: &Tx,
    (person, here): (PersonId, SessionId),
    (old, new): (&str, &str),
    notice: Mail,
    now: DateTime<Utc>,
) -> Result<()> {
    let same: bool = tx.value(sql!("SELECT EXISTS (SELECT 1 FROM people WHERE id = $1 AND password_hash = $2)", person, old)).await?;
    if !same {
        return Err(Error::Conflict(Conflict::Stale));
    }
    set_password(tx, person, new, now).await?;
    end_sessions(tx, person, Some(here)).await?;
    mail::enqueue(tx, notice, now).await?;
    Ok(())
}

/// Links sent before were proof for the old password and work no longer.
async fn set_password(tx: &Tx, person: PersonId, hash: &str, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!("UPDATE people SET password_hash = $1 WHERE id = $2", hash, person)).await?;
    void_links(tx, person, now).await
}
