//! The second step of a sign-in: a code of the app, or a recovery code.

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    accounts::{
        rules::CODES,
        store::{self, SecondFactor},
    },
    policy::store::token_hash,
};

use super::{sign_in::signed_in, too_often, wrong};
use crate::{
    AppError,
    accounts::{
        authenticator, cookie,
        kept::Kept,
        limits, next,
        pages::{self, SignInForm},
        session::{self, Token},
    },
    forms::Typed,
    visit::Visit,
};

/// `POST /sign-in/second-factor`.
pub async fn second_step(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, AppError> {
    let Some(step) = cookie::step_token(&headers, &visit.site.settings).map(|token| token_hash(&token)) else {
        return Ok(begin_again(&visit, typed));
    };
    let Some(factor) = store::second_step(&visit.site.db, &step, visit.now).await? else {
        return Ok(begin_again(&visit, typed));
    };
    let account = factor.person_id.to_string();
    match limits::count(&visit, CODES, &account).await {
        Err(AppError::TooOften(seconds)) => return Ok(refused(&visit, typed, too_often(seconds), StatusCode::TOO_MANY_REQUESTS)),
        counted => counted?,
    }
    let Some(token) = finish(&visit, &headers, step, &factor, typed.get("code")).await? else {
        return Ok(refused(&visit, typed, WRONG.to_owned(), StatusCode::UNPROCESSABLE_ENTITY));
    };
    limits::forget(&visit, CODES, &account).await?;
    signed_in(&visit, &token, &typed).await
}

const WRONG: &str = "This code does not fit, or was used already. Wait for the next one your app shows.";

/// The session's token, if the code holds.
async fn finish(visit: &Visit, headers: &HeaderMap, step: String, factor: &SecondFactor, code: &str) -> Result<Option<Token>, AppError> {
    let Some(proof) = authenticator::proof(factor.person_id, &factor.secret, code, visit.now)? else {
        return Ok(None);
    };
    let (token, now) = (Token::new(), visit.now);
    let new = session::new_session(visit, factor.person_id, &token, true);
    let before = session::carried(headers, &visit.site.settings);
    let finished = visit.site.db.write(move |tx| {
        Box::pin(async move {
            if let Some(before) = before {
                store::end_session(tx, &before).await?;
            }
            store::finish_second_step(tx, &step, &proof, &new, now).await
        })
    });
    Ok(finished.await?.then_some(token))
}

fn refused(visit: &Visit, typed: Typed, message: String, status: StatusCode) -> Response {
    pages::second_step_page(visit, form(typed, "code", message)).status(status).into_response()
}

/// The ten minutes are over: back to the password, with everything that was carried.
fn begin_again(visit: &Visit, typed: Typed) -> Response {
    let message = "The second step took longer than ten minutes. Sign in once more.".to_owned();
    pages::sign_in_page(visit, form(typed, "email", message)).status(StatusCode::UNAUTHORIZED).into_response()
}

fn form(typed: Typed, field: &'static str, message: String) -> SignInForm {
    let next = next::local(typed.get("next")).unwrap_or_default().to_owned();
    SignInForm { next, kept: Kept::carried(&typed), form: typed.with(wrong(field, message)) }
}
