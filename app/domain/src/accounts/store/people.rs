//! People: who they are and what they sign in with.

use chrono::{DateTime, Utc};

use crate::{
    Conflict, Result,
    accounts::rules::{self, Profile},
    db::{Db, Tx, sql},
    ids::PersonId,
};

/// A person to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Made by the caller, so that seeds can name people before they are.
    pub id: PersonId,
    /// As typed; already parsed by [`rules::email`].
    pub email: String,
    /// As they want to be called.
    pub name: String,
    /// "MD, MPH"; may be empty.
    pub credentials: String,
    /// May be empty.
    pub specialty: String,
    /// IANA name.
    pub time_zone: String,
    /// Without one they cannot sign in until an invitation is accepted.
    pub password_hash: Option<String>,
}

crate::row! {
    /// What a sign-in is checked against.
    #[derive(Clone, Debug)]
    pub struct Credentials {
        /// Who.
        pub id: PersonId,
        /// argon2id in PHC form; absent until an invitation is accepted.
        pub password_hash: Option<String>,
        /// Whether a second step follows.
        pub has_second_factor: bool,
    }
}

/// Makes a person.
///
/// # Errors
/// [`Conflict::EmailTaken`] if the address is another's; otherwise those of the database.
pub async fn create_person(tx: &Tx, new: &NewPerson, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO people (id, email, email_folded, name, credentials, specialty, time_zone, password_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id,
        new.email,
        rules::fold_email(&new.email),
        new.name,
        new.credentials,
        new.specialty,
        new.time_zone,
        new.password_hash,
        now
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::EmailTaken))?;
    Ok(())
}

/// What a sign-in with this address is checked against; nothing where there is no such person or they are deactivated.
///
/// # Errors
/// Those of the database.
pub async fn credentials(db: &Db, email: &str) -> Result<Option<Credentials>> {
    db.maybe(sql!(
        "SELECT id, password_hash, totp_confirmed_at IS NOT NULL AS has_second_factor FROM people
         WHERE email_folded = $1 AND deactivated_at IS NULL",
        rules::fold_email(email)
    ))
    .await
}

crate::row! {
    /// Somebody a link can be sent to.
    #[derive(Clone, Debug)]
    pub struct Reachable {
        /// Who.
        pub id: PersonId,
        /// As typed.
        pub email: String,
        /// As they want to be called.
        pub name: String,
    }
}

/// Who can set a new password by mail: whoever has one and is let in. Before that there is the invitation.
///
/// # Errors
/// Those of the database.
pub async fn reachable(db: &Db, email: &str) -> Result<Option<Reachable>> {
    db.maybe(sql!(
        "SELECT id, email, name FROM people WHERE email_folded = $1 AND deactivated_at IS NULL AND password_hash IS NOT NULL",
        rules::fold_email(email)
    ))
    .await
}

/// Keeps a password under today's parameters; the password itself is the same, so nothing else changes.
///
/// # Errors
/// Those of the database.
pub async fn keep_rehashed(tx: &Tx, person: PersonId, old: &str, new: &str) -> Result<()> {
    tx.run(sql!("UPDATE people SET password_hash = $1 WHERE id = $2 AND password_hash = $3", new, person, old)).await?;
    Ok(())
}

/// What a person has set about themselves.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is no such person; otherwise those of the database.
pub async fn profile(db: &Db, person: PersonId) -> Result<Profile> {
    db.one(sql!("SELECT name, credentials, specialty, time_zone, npi FROM people WHERE id = $1", person)).await
}

/// Keeps what a person has set about themselves.
///
/// # Errors
/// Those of the database.
pub async fn change_profile(tx: &Tx, person: PersonId, profile: &Profile) -> Result<()> {
    tx.run(sql!(
        "UPDATE people SET name = $1, credentials = $2, specialty = $3, time_zone = $4, npi = $5 WHERE id = $6",
        profile.name,
        profile.credentials,
        profile.specialty,
        profile.time_zone,
        profile.npi,
        person
    ))
    .await?;
    Ok(())
}
