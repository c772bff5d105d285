//! The page of an error, or its JSON where a program asked.

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde_json::json;

use super::{AppError, Reference, encoded};
use crate::{
    Page, Site,
    accounts::{self, kept::Kept},
    page::Width,
    visit::Visit,
};

/// Says of a response that it is all there is to say: what players and programs ask for needs no page, and no session to draw it.
#[derive(Clone, Copy, Debug)]
pub struct AsItIs;

/// Gives every error response its page, or its JSON where a program asked: ours, and those of axum and its layers.
pub async fn pages(site: &Site, request: Request, answer: impl AsyncFnOnce(Request) -> Response) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = answer(Request::from_parts(parts, body)).await;
    let status = response.status();
    let has_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/json"));
    let has_page = has_page || response.extensions().get::<AsItIs>().is_some();
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
        Some(typed) => session_over(typed, status, asked, site).await,
        None => as_page(error, status, asked, site).await,
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
    (status, axum::Json(json!({ "error": error.code(), "message": error.sentence() }))).into_response()
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
        return (status, error.sentence()).into_response();
    };
    error_page(&visit, &error, status, reference).into_response()
}

/// A form whose session was over gets its sign-in with what was typed, so that nothing is lost.
async fn session_over(typed: Kept, status: StatusCode, mut asked: Parts, site: &Site) -> Response {
    match visit_or_stranger(&mut asked, site).await {
        Ok(visit) => accounts::pages::session_over(&visit, typed).into_response(),
        Err(error) => (status, error.sentence()).into_response(),
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
    let sentence = error.sentence();
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
