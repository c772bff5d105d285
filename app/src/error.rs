//! What may go wrong for a visitor, and the page each one gets. What the log says beside it, it says once, here.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde_json::json;

use crate::{
    Page, Site,
    accounts::{self, kept::Kept},
    page::Width,
    visit::Visit,
};

/// What may go wrong for a visitor. Anything a person cannot act on is [`AppError::Broken`], with a reference for the log.
#[derive(Clone, Debug)]
pub enum AppError {
    /// There is no such page, or it is not theirs.
    NotFound,
    /// They may see it but not do this.
    Forbidden,
    /// Only signed-in people come here. Holds the address to come back to.
    SignInFirst(String),
    /// What they sent needs a session, and theirs is over. Nothing was changed.
    SessionOver,
    /// Their powers wait for a second factor.
    SecondFactorFirst,
    /// Too often in too short a time. Holds the seconds to wait.
    TooOften(i64),
    /// The request itself is not understood; holds a sentence that says why.
    Malformed(String),
    /// It is more than the form takes.
    TooLarge,
    /// It took longer than anything here should; nobody knows whether it was carried out.
    TookTooLong,
    /// It contradicts what is already there; holds a sentence that says what.
    Conflict(String),
    /// It came from another site.
    CrossSite,
    /// The disk is full: reading works, nothing can be saved.
    StorageFull,
    /// The database does not answer.
    Unavailable,
    /// A defect of ours.
    Broken,
}

impl AppError {
    /// To the sign-in page for someone who only looked, a plain refusal for someone who sent something.
    pub fn sign_in_first(visit: &Visit, method: &Method) -> Self {
        if method.is_safe() { Self::SignInFirst(visit.address.clone()) } else { Self::SessionOver }
    }

    /// The status, a word for programs and a sentence for people.
    fn parts(&self) -> (StatusCode, &'static str, String) {
        let (status, code, sentence) = match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "not_found",
                "There is no such page, or it is not yours to see. Check the address, or start from the first page.",
            ),
            Self::Forbidden => {
                (StatusCode::FORBIDDEN, "forbidden", "You can see this, but not change it. If you should be able to, ask program staff.")
            }
            Self::SignInFirst(_) => (StatusCode::UNAUTHORIZED, "sign_in_first", "Sign in to see this page."),
            Self::SessionOver => (
                StatusCode::UNAUTHORIZED,
                "session_over",
                "Your session is over. Sign in again in another tab, then send this once more: nothing was changed.",
            ),
            Self::SecondFactorFirst => (
                StatusCode::FORBIDDEN,
                "second_factor_first",
                "Your role asks for a second factor. Set it up or show it on your account page first.",
            ),
            Self::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, "too_often", ""),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "That was more than this form takes. Shorten it and send it again; nothing was changed.",
            ),
            Self::TookTooLong => (
                StatusCode::SERVICE_UNAVAILABLE,
                "took_too_long",
                "The server took too long to answer. If you sent something, look whether it arrived before you send it again.",
            ),
            Self::Malformed(why) => return (StatusCode::BAD_REQUEST, "malformed", why.clone()),
            Self::Conflict(what) => return (StatusCode::CONFLICT, "conflict", what.clone()),
            Self::CrossSite => (
                StatusCode::FORBIDDEN,
                "cross_site",
                "This was sent from another site, so it was not carried out. Open the page here and send it again.",
            ),
            Self::StorageFull => (
                StatusCode::SERVICE_UNAVAILABLE,
                "storage_full",
                "The server cannot save anything at the moment because its storage is full. Nothing was changed. Reading still works; try again in some minutes.",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The server cannot reach its database at the moment. Nothing is lost; try again in a minute.",
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "broken",
                "Something went wrong on our side. It has been noted; try again, and if it happens again tell program staff the reference below.",
            ),
        };
        let sentence = match self {
            Self::TooOften(seconds) => format!("Too many tries. Wait {} and try again.", minutes(*seconds)),
            _ => sentence.to_owned(),
        };
        (status, code, sentence)
    }
}

/// What the log and an error page call one request, so that a person can name the line they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// Eight letters and digits that are not taken for each other when read aloud.
    pub fn new() -> Self {
        const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        Self(rand::random::<[u8; 8]>().iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A time to wait, as people say it; seconds are rounded up to minutes.
pub fn minutes(seconds: i64) -> String {
    match (seconds + 59) / 60 {
        ..=1 => "a minute".to_owned(),
        more => format!("{more} minutes"),
    }
}

impl From<domain::Error> for AppError {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::NotFound => Self::NotFound,
            domain::Error::Forbidden => Self::Forbidden,
            domain::Error::Invalid(_) => Self::Malformed(sentence(&error.to_string())),
            domain::Error::Conflict(conflict) => Self::Conflict(sentence(&conflict.to_string())),
            domain::Error::StorageFull => Self::StorageFull,
            domain::Error::Unavailable(_) => {
                tracing::error!(%error, "the database does not answer");
                Self::Unavailable
            }
            _ => {
                tracing::error!(%error, "a defect");
                Self::Broken
            }
        }
    }
}

/// A clause as a sentence: first letter large, a full stop behind.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

impl IntoResponse for AppError {
    /// Only the status: [`pages`] makes the page, for it knows the visitor.
    fn into_response(self) -> Response {
        let mut response = self.parts().0.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every error response its page, or its JSON where a program asked: ours, and those of axum and its layers.
pub async fn pages(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    let has_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/json"));
    if has_page || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let error = match response.extensions().get::<AppError>() {
        Some(error) => error.clone(),
        None => from_status(status),
    };
    let kept: HeaderMap =
        response.headers().iter().filter(|(name, _)| **name == header::ALLOW).map(|(n, v)| (n.clone(), v.clone())).collect();
    let typed = response.extensions().get::<Kept>().cloned();
    let mut answer = match typed {
        _ if wants_json(&asked.headers) => as_json(&error, status),
        Some(typed) => session_over(typed, status, asked, &site).await,
        None => as_page(error, status, asked, &site).await,
    };
    answer.headers_mut().extend(kept);
    answer
}

/// What a refusal by axum or one of its layers means to a person.
fn from_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::Malformed("This address does not take that kind of request.".into()),
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE => AppError::TookTooLong,
        status if status.is_client_error() => AppError::Malformed(
            "The request was not understood. Go back, check what you typed and send it again; nothing was changed.".into(),
        ),
        _ => AppError::Broken,
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    [header::ACCEPT, header::CONTENT_TYPE]
        .iter()
        .any(|name| headers.get(name).is_some_and(|value| value.as_bytes().starts_with(b"application/json")))
}

fn as_json(error: &AppError, status: StatusCode) -> Response {
    let (_, code, sentence) = error.parts();
    (status, axum::Json(json!({ "error": code, "message": sentence }))).into_response()
}

async fn as_page(error: AppError, status: StatusCode, mut asked: Parts, site: &Site) -> Response {
    match &error {
        AppError::SignInFirst(address) => return Redirect::to(&format!("/sign-in?next={}", encoded(address))).into_response(),
        AppError::SecondFactorFirst => return Redirect::to("/account/second-factor").into_response(),
        _ => {}
    }
    // The log has said why already, in the span of the request that carries this reference.
    let reference = asked.extensions.get::<Reference>().filter(|_| matches!(error, AppError::Broken)).map(Reference::to_string);
    let Ok(visit) = visit_or_stranger(&mut asked, site).await else {
        return (status, error.parts().2).into_response();
    };
    error_page(&visit, &error, status, reference).into_response()
}

/// A form whose session was over gets its sign-in with what was typed, so that nothing is lost.
async fn session_over(typed: Kept, status: StatusCode, mut asked: Parts, site: &Site) -> Response {
    match visit_or_stranger(&mut asked, site).await {
        Ok(visit) => accounts::pages::session_over(&visit, typed).into_response(),
        Err(error) => (status, error.parts().2).into_response(),
    }
}

/// The error page itself must not need what may be broken: without a database the visitor is a stranger.
async fn visit_or_stranger(asked: &mut Parts, site: &Site) -> Result<Visit, AppError> {
    match Visit::from_request_parts(asked, site).await {
        Ok(visit) => Ok(visit),
        Err(_) => {
            asked.headers.remove(header::COOKIE);
            Visit::from_request_parts(asked, site).await
        }
    }
}

fn error_page(visit: &Visit, error: &AppError, status: StatusCode, reference: Option<String>) -> Page {
    let (_, _, sentence) = error.parts();
    let title = match status {
        StatusCode::NOT_FOUND => "Page not found",
        StatusCode::UNAUTHORIZED => "Your session is over",
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::TOO_MANY_REQUESTS => "Too many tries",
        StatusCode::CONFLICT => "Not possible any more",
        StatusCode::SERVICE_UNAVAILABLE => "Not available at the moment",
        status if status.is_server_error() => "Something went wrong",
        _ => "Not understood",
    };
    let (label, back) = match visit.navigation().first() {
        Some((label, address)) => (format!("Go to {label}"), *address),
        None => ("Go to the first page".to_owned(), "/"),
    };
    Page::new(visit, title, move || {
        view! {
            <header class="page-head"><h1>{title}</h1><p class="lede">{sentence}</p></header>
            {reference.map(|reference| view! { <p>"Reference: "<code>{reference}</code></p> })}
            <p class="form-actions"><a class="button" data-kind="primary" href=back>{label}</a></p>
        }
    })
    .status(status)
    .width(Width::Narrow)
}

/// An address as the value of a query.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len() * 2);
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
