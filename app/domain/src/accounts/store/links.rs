//! Links sent by mail: each works once and for a time. The database knows a link only by the hash of its token.

use chrono::{DateTime, Utc};

use crate::{
    Conflict, Error, Result,
    accounts::{Purpose, rules},
    db::{Db, Tx, sql},
    ids::{PersonId, TokenId},
};

crate::row! {
    /// What a link is about.
    #[derive(Clone, Debug)]
    pub struct Link {
        /// Whose.
        pub person_id: PersonId,
        /// Their name.
        pub name: String,
        /// Their address now.
        pub email: String,
        /// The address that is to become theirs, in a change of address.
        pub new_email: Option<String>,
        /// Until when it works.
        pub expires_at: DateTime<Utc>,
        /// When it was used, or replaced by a newer one.
        pub used_at: Option<DateTime<Utc>>,
    }
}

/// What there is behind an address somebody opened.
#[derive(Clone, Debug)]
pub enum Opened {
    /// A link that works.
    Open(Link),
    /// One that worked once and no longer does: used, replaced, or its time is over.
    Over,
    /// There never was such a link, or it is long ago.
    Unknown,
}

/// What is behind a link. Looking changes nothing: scanners of mail look, too.
///
/// # Errors
/// Those of the database.
pub async fn open_link(db: &Db, purpose: Purpose, token_hash: &str, now: DateTime<Utc>) -> Result<Opened> {
    let found = db
        .maybe::<Link>(sql!(
            "SELECT t.person_id, p.name, p.email, t.email AS new_email, t.expires_at, t.used_at
             FROM tokens t JOIN people p ON p.id = t.person_id AND p.deactivated_at IS NULL
             WHERE t.token_hash = $1 AND t.purpose = $2",
            token_hash,
            purpose
        ))
        .await?;
    Ok(match found {
        Some(link) if link.used_at.is_none() && link.expires_at > now => Opened::Open(link),
        Some(_) => Opened::Over,
        None => Opened::Unknown,
    })
}

/// Makes a link; earlier ones of the same person and purpose no longer work.
///
/// # Errors
/// Those of the database.
pub async fn make_link(
    tx: &Tx,
    person: PersonId,
    purpose: Purpose,
    token_hash: &str,
    new_email: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.run(sql!("UPDATE tokens SET used_at = $1 WHERE person_id = $2 AND purpose = $3 AND used_at IS NULL", now, person, purpose)).await?;
    let lasts = match purpose {
        Purpose::Invitation => rules::INVITATION,
        Purpose::PasswordReset => rules::PASSWORD_RESET,
        Purpose::EmailChange => rules::EMAIL_CHANGE,
    };
    tx.run(sql!(
        "INSERT INTO tokens (id, person_id, purpose, token_hash, email, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        TokenId::new(),
        person,
        purpose,
        token_hash,
        new_email.map(str::to_owned),
        now,
        now + lasts
    ))
    .await?;
    Ok(())
}

/// Uses a link up: of several who try at once, one succeeds.
///
/// # Errors
/// [`Conflict::Closed`] if it does not work (any more); otherwise those of the database.
pub(super) async fn use_link(tx: &Tx, purpose: Purpose, token_hash: &str, now: DateTime<Utc>) -> Result<(PersonId, Option<String>)> {
    tx.maybe(sql!(
        "UPDATE tokens SET used_at = $1 WHERE token_hash = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1
            AND EXISTS (SELECT 1 FROM people p WHERE p.id = tokens.person_id AND p.deactivated_at IS NULL)
         RETURNING person_id, email",
        now,
        token_hash,
        purpose
    ))
    .await?
    .ok_or(Error::Conflict(Conflict::Closed))
}

/// Makes every link of a person stop working, because what they prove no longer holds.
///
/// # Errors
/// Those of the database.
pub(super) async fn void_links(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!("UPDATE tokens SET used_at = $1 WHERE person_id = $2 AND used_at IS NULL", now, person)).await?;
    Ok(())
}
