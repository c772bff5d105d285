//! A forgotten password.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use domain::accounts::Purpose;
use leptos::prelude::*;

use super::links;
use crate::{
    AppError, Page,
    forms::{self, Field, Filled},
    page::Width,
    visit::Visit,
};

/// `GET /password-reset`.
pub async fn password_reset(visit: Visit) -> Page {
    if visit.asked("done").as_deref() == Some("sent") {
        return sent_page(&visit);
    }
    request_page(&visit, Filled::default())
}

/// The page that asks for the address.
pub fn request_page(visit: &Visit, form: Filled) -> Page {
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "New password"), move || {
        view! {
            <header class="page-head">
                <h1>"Choose a new password"</h1>
                <p class="lede">"Enter the address you sign in with. A link comes by mail; it works for one hour."</p>
            </header>
            <form class="form" method="post" action="/password-reset" novalidate=true>
                {forms::error_summary(&form)}
                {forms::field(&form, Field::text("email", "E-mail").kind("email").autocomplete("username"))}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Send the link"</button>
                    <a href="/sign-in">"Back to signing in"</a>
                </p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow))
}

/// The same for every address: who has an account is nobody's business.
fn sent_page(visit: &Visit) -> Page {
    Page::new(visit, "Look into your mail", || {
        view! {
            <header class="page-head">
                <h1>"Look into your mail"</h1>
                <p class="lede">"If there is an account with that address, a link is on its way. It works once, for one hour."</p>
            </header>
            <p>"Nothing after five minutes? Look into the folder for unwanted mail, and check that it is the address you were invited at."</p>
            <p class="form-actions"><a class="button" href="/password-reset">"Try another address"</a></p>
        }
    })
    .width(Width::Narrow)
}

/// `GET /password-reset/{token}`: shows the form and uses nothing up.
pub async fn new_password(visit: Visit, Path(token): Path<String>) -> Result<Response, AppError> {
    Ok(match links::find_link(&visit, Purpose::PasswordReset, &token).await? {
        Ok(link) => new_password_page(&visit, token, link.email, Filled::default()).into_response(),
        Err(page) => page.into_response(),
    })
}

/// The page that asks for the new password.
pub fn new_password_page(visit: &Visit, token: String, email: String, form: Filled) -> Page {
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "New password"), move || {
        view! {
            <header class="page-head"><h1>"Choose a new password"</h1><p class="lede">"For "{email.clone()}"."</p></header>
            <form class="form" method="post" action=format!("/password-reset/{token}") novalidate=true>
                {forms::error_summary(&form)}
                {password_fields(&form, email)}
                <p class="form-actions"><button class="button" data-kind="primary">"Set the password"</button></p>
            </form>
            <p class="aside-note">"You are signed out everywhere then, and sign in with the new password."</p>
        }
    });
    filled.on(page.width(Width::Narrow))
}

/// The field for a new password, and the address for the password manager, which keeps both together.
pub(super) fn password_fields(form: &Filled, email: String) -> impl IntoView + use<> {
    let password = Field::text("password", "New password").kind("password").autocomplete("new-password").hint(PASSWORD_HINT);
    view! {
        <input type="text" name="username" value=email autocomplete="username" readonly=true hidden=true/>
        {forms::field(form, password)}
    }
}

/// What makes a password good.
pub(super) const PASSWORD_HINT: &str = "At least 12 characters. Four or five words in a row are easy to remember; spaces are fine.";
