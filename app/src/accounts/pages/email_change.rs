//! The confirmation of a new address.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::accounts::Purpose;
use leptos::prelude::*;

use super::links;
use crate::{AppError, Page, page::Width, visit::Visit};

/// `GET /email-change/{token}`: asks, and changes nothing.
pub async fn email_change(visit: Visit, Path(token): Path<String>) -> Result<Response, AppError> {
    let link = match links::find_link(&visit, Purpose::EmailChange, &token).await? {
        Ok(link) => link,
        Err(page) => return Ok(page.into_response()),
    };
    let (old, new) = (link.email, link.new_email.unwrap_or_default());
    let page = Page::new(&visit, "Confirm your new address", move || {
        view! {
            <header class="page-head">
                <h1>"Confirm your new address"</h1>
                <p class="lede">"You sign in and receive mail as "<b>{new}</b>" from then on, and no longer as "{old}"."</p>
            </header>
            <form class="form" method="post" action=format!("/email-change/{token}")>
                <p class="form-actions"><button class="button" data-kind="primary">"Confirm"</button></p>
            </form>
        }
    });
    Ok(page.width(Width::Narrow).into_response())
}

/// The page for an address that became another person's while the mail was on its way.
pub fn taken_page(visit: &Visit) -> Page {
    Page::new(visit, "This address is taken", || {
        view! {
            <header class="page-head">
                <h1>"This address is taken"</h1>
                <p class="lede">"Another account has it by now, so nothing was changed. If both accounts are yours, tell program staff."</p>
            </header>
            <p class="form-actions"><a class="button" data-kind="primary" href="/account/sign-in-details">"Go to your account"</a></p>
        }
    })
    .status(StatusCode::CONFLICT)
    .width(Width::Narrow)
}
