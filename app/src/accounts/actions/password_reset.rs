//! A forgotten password.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    accounts::{
        Purpose,
        rules::{self, RESETS},
        store,
    },
    policy::store::token_hash,
};

use super::{invalid, sender, too_often, wrong};
use crate::{
    AppError,
    accounts::{cookie, limits, pages},
    forms::Typed,
    visit::Visit,
};

/// `POST /password-reset`: the same answer, as fast, for every address.
pub async fn ask_for_reset(visit: Visit, typed: Typed) -> Result<Response, AppError> {
    let email = match rules::email(typed.get("email")) {
        Ok(email) => email,
        Err(error) => return Ok(pages::request_page(&visit, typed.with(invalid(error)?)).into_response()),
    };
    match limits::count(&visit, RESETS, &rules::fold_email(&email)).await {
        Err(AppError::TooOften(seconds)) => {
            let form = typed.with(wrong("email", too_often(seconds)));
            return Ok(pages::request_page(&visit, form).status(StatusCode::TOO_MANY_REQUESTS).into_response());
        }
        counted => counted?,
    }
    // Beside the answer, not before it: how long it takes would tell whether there is an account.
    tokio::spawn(async move {
        if let Err(error) = send_link(&visit, &email).await {
            tracing::error!(%error, "a link to a new password could not be sent");
        }
    });
    Ok(Redirect::to("/password-reset?done=sent").into_response())
}

async fn send_link(visit: &Visit, email: &str) -> domain::Result<()> {
    let Some(person) = store::reachable(&visit.site.db, email).await? else { return Ok(()) };
    let (token, now) = (cookie::new_token(), visit.now);
    let (hash, letter) = (token_hash(&token), sender(visit).password_reset(&person.email, &person.name, &token));
    let sent = visit.site.db.write(move |tx| Box::pin(async move { store::send_reset(tx, person.id, &hash, letter, now).await }));
    sent.await
}

/// `POST /password-reset/{token}`: sets the password and ends every session.
pub async fn reset_password(visit: Visit, Path(link): Path<String>, typed: Typed) -> Result<Response, AppError> {
    let found = match pages::find_link(&visit, Purpose::PasswordReset, &link).await? {
        Ok(found) => found,
        Err(page) => return Ok(page.into_response()),
    };
    if let Err(error) = rules::new_password("password", typed.get("password"), &found.email, &found.name) {
        return Ok(pages::new_password_page(&visit, link, found.email, typed.with(invalid(error)?)).into_response());
    }
    let password = visit.site.passwords.hash(typed.get("password").to_owned()).await?;
    let (hash, notice, now) = (token_hash(&link), sender(&visit).password_changed(&found.email, &found.name), visit.now);
    let reset = visit.site.db.write(move |tx| Box::pin(async move { store::reset_password(tx, &hash, &password, notice, now).await }));
    match reset.await {
        Ok(_) => Ok(Redirect::to("/sign-in?done=password").into_response()),
        Err(Error::Conflict(Conflict::Closed)) => Ok(pages::over_page(&visit, Purpose::PasswordReset, StatusCode::GONE).into_response()),
        Err(other) => Err(other.into()),
    }
}
