//! Signing in.

use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    accounts::{kept::Kept, next},
    forms::{self, Field, Filled},
    page::Width,
    visit::Visit,
};

/// The sign-in as it stands on the page.
#[derive(Clone, Debug, Default)]
pub struct SignInForm {
    /// E-mail and password.
    pub form: Filled,
    /// Where to go afterwards; checked by [`next::local`] when it is followed.
    pub next: String,
    /// A form that waits to be sent again.
    pub kept: Option<Kept>,
}

/// `GET /sign-in`: for whoever is signed in already, on to where they wanted.
pub async fn sign_in(visit: Visit) -> Result<Response, AppError> {
    let next = visit.asked("next").unwrap_or_default();
    if let Some(session) = &visit.session {
        return Ok(next::go_on(&visit, session, &next).into_response());
    }
    Ok(sign_in_page(&visit, SignInForm { next, ..SignInForm::default() }).into_response())
}

/// The page with the form.
pub fn sign_in_page(visit: &Visit, sign_in: SignInForm) -> Page {
    let title = forms::with_summary(&sign_in.form, "Sign in");
    let filled = sign_in.form.clone();
    let notice = super::notice(visit, NOTICES);
    let waits = sign_in.kept.is_some();
    let page = Page::new(visit, title, move || {
        view! {
            {notice}
            <header class="page-head">
                <h1>"Sign in"</h1>
                {waits.then(|| view! { <p class="lede">"What you typed is kept. It is offered to you again once you are signed in."</p> })}
            </header>
            {form(&sign_in)}
            <p class="aside-note">"Accounts are by invitation. If you wish to study here, "<a href="/">"read about the program"</a>"."</p>
        }
    });
    filled.on(page.width(Width::Narrow))
}

/// What was just done elsewhere and leads here.
const NOTICES: &[(&str, &str)] = &[
    ("signed-out", "You are signed out on this device."),
    ("password", "Your new password is set. Sign in with it."),
    ("email", "Your new address is confirmed. Sign in with it from now on."),
];

/// E-mail and password, and what is carried along.
pub(super) fn form(sign_in: &SignInForm) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/sign-in" novalidate=true>
            {forms::error_summary(&sign_in.form)}
            <input type="hidden" name="next" value=sign_in.next.clone()/>
            {sign_in.kept.as_ref().map(Kept::as_luggage)}
            {forms::field(&sign_in.form, Field::text("email", "E-mail").kind("email").autocomplete("username"))}
            {forms::field(&sign_in.form, Field::text("password", "Password").kind("password").autocomplete("current-password"))}
            <p class="form-actions">
                <button class="button" data-kind="primary">"Sign in"</button>
                <a href="/password-reset">"Forgot your password?"</a>
            </p>
        </form>
    }
}
