//! Signing in: the password, and then either a session or the second step.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use domain::{
    accounts::{
        rules::{self, SIGN_INS},
        store::{self, Credentials},
    },
    ids::PersonId,
    policy::store::token_hash,
};

use super::{too_often, wrong};
use crate::{
    AppError,
    accounts::{
        cookie,
        kept::Kept,
        limits, next,
        pages::{self, SignInForm},
        passwords::Checked,
        session::{self, Token},
    },
    error::encoded,
    forms::Typed,
    visit::Visit,
};

/// The longest password that is looked at; no kept one is as long.
const LONGEST_PASSWORD: usize = 1000;

/// `POST /sign-in`.
pub async fn sign_in(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, AppError> {
    let account = rules::fold_email(typed.get("email"));
    match limits::count(&visit, SIGN_INS, &account).await {
        Err(AppError::TooOften(seconds)) => return Ok(refused(&visit, typed, too_often(seconds), StatusCode::TOO_MANY_REQUESTS)),
        counted => counted?,
    }
    let Some(person) = check(&visit, &account, typed.get("password")).await? else {
        return Ok(refused(&visit, typed, WRONG.to_owned(), StatusCode::UNPROCESSABLE_ENTITY));
    };
    limits::forget(&visit, SIGN_INS, &account).await?;
    if person.has_second_factor { second_step(&visit, person.id, &typed).await } else { begin(&visit, &headers, person.id, &typed).await }
}

/// The same for an unknown address and a wrong password.
const WRONG: &str = "The e-mail address and the password do not match an account. Check both.";

fn refused(visit: &Visit, typed: Typed, message: String, status: StatusCode) -> Response {
    let (next, kept) = (typed.get("next").to_owned(), Kept::carried(&typed));
    let form = typed.with(wrong("email", message));
    pages::sign_in_page(visit, SignInForm { form, next, kept }).status(status).into_response()
}

/// Who it is, if the password is right. It takes as long for nobody as for somebody.
async fn check(visit: &Visit, account: &str, password: &str) -> Result<Option<Credentials>, AppError> {
    let site = &visit.site;
    let found = store::credentials(&site.db, account).await?;
    let kept = found.as_ref().and_then(|person| person.password_hash.clone());
    let given: String = password.chars().take(LONGEST_PASSWORD).collect();
    match (site.passwords.check(given.clone(), kept.clone()).await?, found, kept) {
        (Checked::Right, Some(person), _) => Ok(Some(person)),
        (Checked::RightButOutdated, Some(person), Some(old)) => {
            let (id, new) = (person.id, site.passwords.hash(given).await?);
            site.db.write(move |tx| Box::pin(async move { store::keep_rehashed(tx, id, &old, &new).await })).await?;
            Ok(Some(person))
        }
        _ => Ok(None),
    }
}

/// To the second step. A kept form travels in the page, so then the page is the answer itself.
async fn second_step(visit: &Visit, person: PersonId, typed: &Typed) -> Result<Response, AppError> {
    let (token, now) = (cookie::new_token(), visit.now);
    let hash = token_hash(&token);
    visit.site.db.write(move |tx| Box::pin(async move { store::begin_second_step(tx, person, &hash, now).await })).await?;
    let cookie = [(header::SET_COOKIE, cookie::begin_step(&token, &visit.site.settings))];
    let next = next::local(typed.get("next")).unwrap_or_default();
    Ok(match Kept::carried(typed) {
        Some(kept) => {
            let form = SignInForm { next: next.to_owned(), kept: Some(kept), ..SignInForm::default() };
            (cookie, pages::second_step_page(visit, form)).into_response()
        }
        None => (cookie, Redirect::to(&format!("/sign-in/second-factor?next={}", encoded(next)))).into_response(),
    })
}

/// Begins a session under a new token, and ends the one this browser had.
async fn begin(visit: &Visit, headers: &HeaderMap, person: PersonId, typed: &Typed) -> Result<Response, AppError> {
    let (token, now) = (Token::new(), visit.now);
    let new = session::new_session(visit, person, &token, false);
    let before = session::carried(headers, &visit.site.settings);
    visit.site.db.write(move |tx| Box::pin(async move { session::begin(tx, before, &new, now).await })).await?;
    signed_in(visit, &token, typed).await
}

/// The answer to whoever has just signed in: the cookie, and the way on; or the kept form, to be sent by a click.
pub(super) async fn signed_in(visit: &Visit, token: &Token, typed: &Typed) -> Result<Response, AppError> {
    let session = session::begun(visit, token).await?;
    let settings = &visit.site.settings;
    let [begin] = token.cookie(settings);
    let cookies = AppendHeaders([begin, (header::SET_COOKIE, cookie::end_step(settings))]);
    Ok(match Kept::carried(typed) {
        Some(kept) => {
            let visit = visit.signed_in(session);
            (cookies, pages::kept_page(&visit, kept)).into_response()
        }
        None => (cookies, next::go_on(visit, &session, typed.get("next"))).into_response(),
    })
}
