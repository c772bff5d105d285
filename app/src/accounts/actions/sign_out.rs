//! Signing out.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{accounts::store, policy::store::token_hash};

use crate::{AppError, Site, accounts::cookie};
use axum::extract::State;

/// `POST /sign-out`. Whoever is not signed in, or no longer, is signed out as well.
pub async fn sign_out(State(site): State<Site>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(token) = cookie::token(&headers, &site.settings) {
        site.db.write(move |tx| Box::pin(async move { store::end_session(tx, &token_hash(&token)).await })).await?;
    }
    Ok(([(header::SET_COOKIE, cookie::end(&site.settings))], Redirect::to("/sign-in?done=signed-out")).into_response())
}
