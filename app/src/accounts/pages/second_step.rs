//! The second step of a sign-in.

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{accounts::store, policy::store::token_hash};
use leptos::prelude::*;

use super::sign_in::{SignInForm, sign_in_page};
use crate::{
    AppError, Page,
    accounts::{cookie, kept::Kept, next},
    forms::{self, Filled},
    page::Width,
    visit::Visit,
};

/// `GET /sign-in/second-factor`: only after the password, and for ten minutes.
pub async fn second_step(visit: Visit, headers: HeaderMap) -> Result<Response, AppError> {
    let next = visit.asked("next").unwrap_or_default();
    let step = match cookie::step_token(&headers, &visit.site.settings) {
        Some(token) => store::second_step(&visit.site.db, &token_hash(&token), visit.now).await?,
        None => None,
    };
    Ok(match (&visit.session, step) {
        (Some(session), None) => next::go_on(&visit, session, &next).into_response(),
        (_, Some(_)) => second_step_page(&visit, SignInForm { next, ..SignInForm::default() }).into_response(),
        (None, None) => sign_in_page(&visit, SignInForm { next, ..SignInForm::default() }).status(StatusCode::UNAUTHORIZED).into_response(),
    })
}

/// The page that asks for a code.
pub fn second_step_page(visit: &Visit, sign_in: SignInForm) -> Page {
    let title = forms::with_summary(&sign_in.form, "Second step");
    let filled: Filled = sign_in.form.clone();
    let page = Page::new(visit, title, move || {
        view! {
            <header class="page-head">
                <h1>"Enter your code"</h1>
                <p class="lede">"The password was right. Now the code your authenticator app shows."</p>
            </header>
            <form class="form" method="post" action="/sign-in/second-factor" novalidate=true>
                {forms::error_summary(&sign_in.form)}
                <input type="hidden" name="next" value=sign_in.next.clone()/>
                {sign_in.kept.as_ref().map(Kept::as_luggage)}
                {super::code_field(&sign_in.form, "Code", "Six digits. Without your phone, one of your recovery codes.")}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Sign in"</button>
                    <a href="/sign-in">"Begin again"</a>
                </p>
            </form>
            <p class="aside-note">"Phone and recovery codes lost? Program staff can ask an administrator to let you set up a new app."</p>
        }
    });
    filled.on(page.width(Width::Narrow))
}
