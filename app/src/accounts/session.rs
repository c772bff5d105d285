//! Beginning sessions and giving them new tokens.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::{
    accounts::{
        rules,
        store::{self, NewSession},
    },
    db::Tx,
    ids::PersonId,
    policy::{self, Session, store::token_hash},
};

use super::cookie;
use crate::{AppError, site::Settings, visit::Visit};

/// A cookie to be set.
pub type SetCookie = [(HeaderName, HeaderValue); 1];

/// A token for a session, before anything is written.
pub struct Token {
    /// How the database knows it.
    pub hash: String,
    token: String,
}

impl Token {
    /// A new one.
    pub fn new() -> Self {
        let token = cookie::new_token();
        Self { hash: token_hash(&token), token }
    }

    /// The cookie that carries it.
    pub fn cookie(&self, settings: &Settings) -> SetCookie {
        [(header::SET_COOKIE, cookie::begin(&self.token, settings))]
    }
}

/// The session about to begin for a person in this browser.
pub fn new_session(visit: &Visit, person: PersonId, token: &Token, second_factor: bool) -> NewSession {
    let (device, address) = (rules::browser(&visit.device()), visit.from.clone());
    NewSession { person, token_hash: token.hash.clone(), second_factor, device, address }
}

/// The hash of the token this browser came with.
pub fn carried(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    cookie::token(headers, settings).map(|token| token_hash(&token))
}

/// Begins a session in place of the one this browser had.
///
/// # Errors
/// Those of the database.
pub async fn begin(tx: &Tx, before: Option<String>, new: &NewSession, now: chrono::DateTime<chrono::Utc>) -> domain::Result<()> {
    if let Some(before) = before {
        store::end_session(tx, &before).await?;
    }
    store::begin_session(tx, new, now).await?;
    Ok(())
}

/// The session that has just begun under a token.
///
/// # Errors
/// Those of the database.
pub async fn begun(visit: &Visit, token: &Token) -> Result<Session, AppError> {
    policy::store::session(&visit.site.db, &token.token, visit.now).await?.ok_or(AppError::Broken)
}
