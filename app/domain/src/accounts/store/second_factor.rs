//! The second factor: codes of an authenticator app by time (RFC 6238), and recovery codes for when it is lost.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{NewSession, begin_session, end_sessions};
use crate::{
    Conflict, Error, Result,
    accounts::rules,
    audit,
    db::{Db, Tx, rows, sql},
    ids::{PersonId, SessionId, TokenId},
};

crate::row! {
    /// What a code is checked against.
    #[derive(Clone)]
    pub struct SecondFactor {
        /// Whose.
        pub person_id: PersonId,
        /// Base32.
        pub secret: String,
        /// Since when it is in force.
        pub since: DateTime<Utc>,
        /// Recovery codes not used yet.
        pub codes_left: i64,
    }
}

/// What a person shows at the second step.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A code of the app, by the 30-second step it belongs to.
    Step(i64),
    /// The hash of a recovery code.
    RecoveryCode(String),
}

/// A person's second factor, if one is in force.
///
/// # Errors
/// Those of the database.
pub async fn second_factor(db: &Db, person: PersonId) -> Result<Option<SecondFactor>> {
    db.maybe(sql!(
        "SELECT p.id AS person_id, p.totp_secret AS secret, p.totp_confirmed_at AS since,
            (SELECT COUNT(*) FROM recovery_codes r WHERE r.person_id = p.id AND r.used_at IS NULL) AS codes_left
         FROM people p WHERE p.id = $1 AND p.totp_confirmed_at IS NOT NULL AND p.totp_secret IS NOT NULL",
        person
    ))
    .await
}

/// Puts a second factor in force, with its recovery codes; other sessions of the person end.
///
/// # Errors
/// [`Conflict::Closed`] if one is in force already; otherwise those of the database.
pub async fn set_second_factor(
    tx: &Tx,
    (person, here): (PersonId, SessionId),
    (secret, step): (&str, i64),
    code_hashes: &[String],
    now: DateTime<Utc>,
) -> Result<()> {
    let set = tx
        .run(sql!(
            "UPDATE people SET totp_secret = $1, totp_confirmed_at = $2, totp_last_step = $3 WHERE id = $4 AND totp_confirmed_at IS NULL",
            secret,
            now,
            step,
            person
        ))
        .await?;
    if set == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    replace_recovery_codes(tx, person, code_hashes).await?;
    end_sessions(tx, person, Some(here)).await?;
    audit::append(tx, now, Some(person), "second_factor.set", format!("person {person}"), json!({})).await
}

/// Takes a second factor away, by its owner or by an administrator for somebody who lost it; other sessions of the person end.
///
/// # Errors
/// Those of the database.
pub async fn remove_second_factor(tx: &Tx, person: PersonId, by: PersonId, here: Option<SessionId>, now: DateTime<Utc>) -> Result<()> {
    let cleared = tx
        .run(sql!(
            "UPDATE people SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
             WHERE id = $1 AND totp_confirmed_at IS NOT NULL",
            person
        ))
        .await?;
    if cleared == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    tx.run(sql!("DELETE FROM recovery_codes WHERE person_id = $1", person)).await?;
    // What this session had shown no longer exists.
    tx.run(sql!("UPDATE sessions SET second_factor = FALSE WHERE person_id = $1", person)).await?;
    end_sessions(tx, person, here).await?;
    audit::append(tx, now, Some(by), "second_factor.removed", format!("person {person}"), json!({})).await
}

/// New recovery codes in place of all before.
///
/// # Errors
/// Those of the database.
pub async fn replace_recovery_codes(tx: &Tx, person: PersonId, hashes: &[String]) -> Result<()> {
    tx.run(sql!("DELETE FROM recovery_codes WHERE person_id = $1", person)).await?;
    tx.run(rows!("INSERT INTO recovery_codes (person_id, code_hash) VALUES $rows", for hash in hashes => person, hash)).await?;
    Ok(())
}

/// Uses a proof up: a code of a step that was used, or of one before it, is refused, and so is a recovery code used before.
///
/// # Errors
/// Those of the database; a proof that does not hold is `false`.
pub async fn take_proof(tx: &Tx, person: PersonId, proof: &Proof, now: DateTime<Utc>) -> Result<bool> {
    let taken = match proof {
        Proof::Step(step) => sql!(
            "UPDATE people SET totp_last_step = $1 WHERE id = $2 AND totp_confirmed_at IS NOT NULL
                AND (totp_last_step IS NULL OR totp_last_step < $1)",
            *step,
            person
        ),
        Proof::RecoveryCode(hash) => {
            sql!("UPDATE recovery_codes SET used_at = $1 WHERE person_id = $2 AND code_hash = $3 AND used_at IS NULL", now, person, hash)
        }
    };
    Ok(tx.run(taken).await? == 1)
}

/// Notes that a password was right and a second factor is to follow. It is no session and opens nothing but that step.
///
/// # Errors
/// Those of the database.
pub async fn begin_second_step(tx: &Tx, person: PersonId, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO second_steps (id, person_id, token_hash, expires_at) VALUES ($1, $2, $3, $4)",
        TokenId::new(),
        person,
        token_hash,
        now + rules::SECOND_STEP
    ))
    .await?;
    Ok(())
}

/// Whose second step it is and what it is checked against; nothing if it is over.
///
/// # Errors
/// Those of the database.
pub async fn second_step(db: &Db, token_hash: &str, now: DateTime<Utc>) -> Result<Option<SecondFactor>> {
    let person = db
        .maybe::<(PersonId,)>(sql!(
            "SELECT s.person_id FROM second_steps s JOIN people p ON p.id = s.person_id AND p.deactivated_at IS NULL
             WHERE s.token_hash = $1 AND s.expires_at > $2",
            token_hash,
            now
        ))
        .await?;
    match person {
        Some((person,)) => second_factor(db, person).await,
        None => Ok(None),
    }
}

/// Finishes a sign-in: uses the proof and the step up, and begins the session. `false` if the proof does not hold; then the step stays.
///
/// # Errors
/// [`Conflict::Closed`] if the step is over; otherwise those of the database.
pub async fn finish_second_step(tx: &Tx, step: &str, proof: &Proof, new: &NewSession, now: DateTime<Utc>) -> Result<bool> {
    if !take_proof(tx, new.person, proof, now).await? {
        return Ok(false);
    }
    let ended = tx.run(sql!("DELETE FROM second_steps WHERE token_hash = $1 AND person_id = $2", step, new.person)).await?;
    if ended == 0 {
        return Err(Error::Conflict(Conflict::Closed));
    }
    begin_session(tx, new, now).await?;
    Ok(true)
}
