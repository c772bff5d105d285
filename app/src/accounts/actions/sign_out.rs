//! Signing out.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::accounts::store;

use crate::{
    AppError, Site,
    accounts::{cookie, session},
};

/// `POST /sign-out`. Whoever is not signed in, or no longer, is signed out as well.
pub async fn sign_out(State(site): State<Site>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(token) = session::carried(&headers, &site.settings) {
        site.db.write(move |tx| Box::pin(async move { store::end_session(tx, &token).await })).await?;
    }
    Ok(([(header::SET_COOKIE, cookie::end(&site.settings))], Redirect::to("/sign-in?done=signed-out")).into_response())
}
