//! What stands behind a mailed link that does not work.

use axum::http::StatusCode;
use domain::{
    accounts::{
        Purpose,
        store::{self, Link, Opened},
    },
    policy::store::token_hash,
};
use leptos::prelude::*;

use crate::{AppError, Page, page::Width, visit::Visit};

/// The link behind a token, or the page that says what to do instead. Looking uses nothing up.
///
/// # Errors
/// [`AppError::NotFound`] if the token cannot be one of ours; those of the database.
pub async fn find_link(visit: &Visit, purpose: Purpose, token: &str) -> Result<Result<Link, Page>, AppError> {
    let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !plain || token.len() > LONGEST_TOKEN {
        return Err(AppError::NotFound);
    }
    Ok(match store::open_link(&visit.site.db, purpose, &token_hash(token), visit.now).await? {
        Opened::Open(link) => Ok(link),
        Opened::Over => Err(over_page(visit, purpose, StatusCode::GONE)),
        Opened::Unknown => Err(over_page(visit, purpose, StatusCode::NOT_FOUND)),
    })
}

/// Ours have 43 characters.
const LONGEST_TOKEN: usize = 64;

/// The page for a link that was used, replaced, or has run out (410), or never was (404).
pub fn over_page(visit: &Visit, purpose: Purpose, status: StatusCode) -> Page {
    let title = if status == StatusCode::GONE { "This link no longer works" } else { "This link is not known" };
    let why = if status == StatusCode::GONE {
        "It was used already, a newer one was sent, or its time is over."
    } else {
        "Perhaps it was cut off. Copy the whole line from the mail into the address bar."
    };
    let (instead, label, address) = match purpose {
        Purpose::Invitation => (
            "If you have chosen a password already, sign in. Otherwise ask program staff to send the invitation again.",
            "Sign in",
            "/sign-in",
        ),
        Purpose::PasswordReset => {
            ("Ask for a new link; it comes within a minute and works for one hour.", "Send a new link", "/password-reset")
        }
        Purpose::EmailChange => (
            "Enter the new address once more on your account page, and a new link is sent.",
            "Go to your account",
            "/account/sign-in-details",
        ),
    };
    Page::new(visit, title, move || {
        view! {
            <header class="page-head"><h1>{title}</h1><p class="lede">{why}" "{instead}</p></header>
            <p class="form-actions"><a class="button" data-kind="primary" href=address>{label}</a></p>
        }
    })
    .status(status)
    .width(Width::Narrow)
}
