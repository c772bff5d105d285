//! Sessions: begun at a sign-in, seen with every request, ended by their person, by time or by a change of rights.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    accounts::rules,
    db::{Db, Tx, sql},
    ids::{PersonId, SessionId},
    policy::{Session, is_powerful},
};

/// A session about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Whose.
    pub person: PersonId,
    /// Of the cookie's token: see [`token_hash`](crate::policy::store::token_hash).
    pub token_hash: String,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// The browser in words: see [`rules::browser`].
    pub device: String,
    /// Where from.
    pub address: String,
}

/// Begins a session. How long it may lie idle depends on the person's powers.
///
/// # Errors
/// Those of the database.
pub async fn begin_session(tx: &Tx, new: &NewSession, now: DateTime<Utc>) -> Result<SessionId> {
    let powers: bool = tx.value(sql!("SELECT EXISTS (SELECT 1 FROM grants WHERE person_id = $1)", new.person)).await?;
    let (id, expires_at) = (SessionId::new(), now + rules::SESSION);
    tx.run(sql!(
        "INSERT INTO sessions (id, person_id, token_hash, second_factor, created_at, seen_at, idle_until, expires_at, device, address)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)",
        id,
        new.person,
        new.token_hash,
        new.second_factor,
        now,
        rules::idle_until(powers, expires_at, now),
        expires_at,
        new.device,
        new.address
    ))
    .await?;
    Ok(id)
}

/// Notes that a session was seen, and gives it its full idle time again, up to its end.
///
/// # Errors
/// Those of the database.
pub async fn sight_session(db: &Db, session: &Session, now: DateTime<Utc>) -> Result<()> {
    let (id, idle_until) = (session.id, now + rules::idle(is_powerful(session.rights)));
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(sql!(
                "UPDATE sessions SET seen_at = $1, idle_until = CASE WHEN expires_at < $2 THEN expires_at ELSE $2 END WHERE id = $3",
                now,
                idle_until,
                id
            ))
            .await?;
            Ok(())
        })
    })
    .await
}

/// Ends one session, by the hash of its token: signing out, or signing in anew in the same browser.
///
/// # Errors
/// Those of the database.
pub async fn end_session(tx: &Tx, token_hash: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM sessions WHERE token_hash = $1", token_hash)).await?;
    Ok(())
}

/// Ends every session of a person but the one given, and every second step they are at. To be called with every change of rights;
/// returns how many sessions were ended.
///
/// # Errors
/// Those of the database.
pub async fn end_sessions(tx: &Tx, person: PersonId, except: Option<SessionId>) -> Result<u64> {
    tx.run(sql!("DELETE FROM second_steps WHERE person_id = $1", person)).await?;
    match except {
        Some(here) => tx.run(sql!("DELETE FROM sessions WHERE person_id = $1 AND id <> $2", person, here)).await,
        None => tx.run(sql!("DELETE FROM sessions WHERE person_id = $1", person)).await,
    }
}

/// Gives a session a new token because what it may do has changed: whoever has the old one has nothing.
///
/// # Errors
/// [`NotFound`](Error::NotFound) if the session has ended meanwhile; otherwise those of the database.
pub async fn rotate_session(tx: &Tx, session: SessionId, token_hash: &str, second_factor: bool) -> Result<()> {
    let rotated =
        tx.run(sql!("UPDATE sessions SET token_hash = $1, second_factor = $2 WHERE id = $3", token_hash, second_factor, session)).await?;
    if rotated == 1 { Ok(()) } else { Err(Error::NotFound) }
}

crate::row! {
    /// A session as its person sees it.
    #[derive(Clone, Debug)]
    pub struct SignedIn {
        /// To end it by.
        pub id: SessionId,
        /// The browser in words.
        pub device: String,
        /// Where from.
        pub address: String,
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// When it was last seen, to the minute.
        pub seen_at: DateTime<Utc>,
    }
}

/// Where a person is signed in, the last used first.
///
/// # Errors
/// Those of the database.
pub async fn sessions_of(db: &Db, person: PersonId, now: DateTime<Utc>) -> Result<Vec<SignedIn>> {
    db.all(sql!(
        "SELECT id, device, address, created_at, seen_at FROM sessions
         WHERE person_id = $1 AND idle_until > $2 AND expires_at > $2 ORDER BY seen_at DESC, id DESC LIMIT 100",
        person,
        now
    ))
    .await
}

/// Ends one of a person's own sessions; somebody else's is not there for them.
///
/// # Errors
/// [`NotFound`](Error::NotFound) if it is not theirs, or has ended; otherwise those of the database.
pub async fn end_own_session(tx: &Tx, person: PersonId, session: SessionId) -> Result<()> {
    let ended = tx.run(sql!("DELETE FROM sessions WHERE id = $1 AND person_id = $2", session, person)).await?;
    if ended == 1 { Ok(()) } else { Err(Error::NotFound) }
}
