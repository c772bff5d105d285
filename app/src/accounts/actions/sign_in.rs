//! Signing in: the password, and then either a session or the second step.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    FieldError,
    accounts::{
        rules::{self, SIGN_INS},
        store::{self, Credentials, NewSession},
    },
    ids::PersonId,
    policy::{self, Session, store::token_hash},
};

use crate::{
    AppError,
    accounts::{cookie, limits, next, pages, passwords::Checked},
    forms::Typed,
    visit::Visit,
};

/// The longest password that is looked at; see the rule for new ones.
const LONGEST_PASSWORD: usize = 1000;

/// `POST /sign-in`.
pub async fn sign_in(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, AppError> {
    let account = rules::fold_email(typed.get("email"));
    if let Err(error) = limits::count(&visit, SIGN_INS, &account).await {
        return match error {
            AppError::TooOften(seconds) => Ok(refused(&visit, typed, too_often(seconds), StatusCode::TOO_MANY_REQUESTS)),
            other => Err(other),
        };
    }
    match check(&visit, &account, typed.get("password")).await? {
        None => Ok(refused(&visit, typed, WRONG.to_owned(), StatusCode::UNPROCESSABLE_ENTITY)),
        Some(person) => {
            limits::forget(&visit, SIGN_INS, &account).await?;
            let session = begin(&visit, &headers, person.id, false).await?;
            Ok((session.cookie, next::go_on(&visit, &session.session, typed.get("next"))).into_response())
        }
    }
}

/// The same for an unknown address and a wrong password.
const WRONG: &str = "The e-mail address and the password do not match an account. Check both.";

fn too_often(seconds: i64) -> String {
    format!("Too many tries. Wait {} and try again.", crate::error::minutes(seconds))
}

fn refused(visit: &Visit, typed: Typed, message: String, status: StatusCode) -> Response {
    let next = typed.get("next").to_owned();
    let form = typed.with(vec![FieldError { field: "email", message }]);
    pages::sign_in_page(visit, pages::SignInForm { form, next }).status(status).into_response()
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

/// A session that has begun, and the cookie that says so.
pub(in crate::accounts) struct Begun {
    pub session: Session,
    pub cookie: [(header::HeaderName, header::HeaderValue); 1],
}

/// Begins a session under a new token, and ends the one this browser had.
pub(in crate::accounts) async fn begin(
    visit: &Visit,
    headers: &HeaderMap,
    person: PersonId,
    second_factor: bool,
) -> Result<Begun, AppError> {
    let site = &visit.site;
    let (token, now) = (cookie::new_token(), visit.now);
    let before = cookie::token(headers, &site.settings).map(|token| token_hash(&token));
    let (device, address) = (rules::browser(&visit.device), visit.from.clone());
    let new = NewSession { person, token_hash: token_hash(&token), second_factor, device, address };
    let change = site.db.write(move |tx| {
        Box::pin(async move {
            if let Some(before) = before {
                store::end_session(tx, &before).await?;
            }
            store::begin_session(tx, &new, now).await
        })
    });
    change.await?;
    let session = policy::store::session(&site.db, &token, now).await?.ok_or(AppError::Broken)?;
    Ok(Begun { session, cookie: [(header::SET_COOKIE, cookie::begin(&token, &site.settings))] })
}
