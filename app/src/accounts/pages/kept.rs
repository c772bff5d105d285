//! A form whose session was over: what was typed is not lost.

use axum::http::StatusCode;
use leptos::prelude::*;

use super::sign_in::{SignInForm, form};
use crate::{Page, accounts::kept::Kept, page::Width, visit::Visit};

/// The answer to a form whose session was over: nothing was changed, and here is the way on.
pub fn session_over(visit: &Visit, kept: Kept) -> Page {
    let said = kept.in_words();
    let sign_in = SignInForm { kept: Some(kept), ..SignInForm::default() };
    let page = Page::new(visit, "Your session is over", move || {
        view! {
            <header class="page-head">
                <h1>"Your session is over"</h1>
                <p class="lede">
                    "Nothing was changed yet, and nothing you typed is lost. Sign in here; then you can send it with one click."
                </p>
            </header>
            {form(&sign_in)}
            {list(said)}
        }
    });
    page.status(StatusCode::UNAUTHORIZED).width(Width::Narrow)
}

/// After signing in: the kept form, to be sent again by a click and never by itself.
pub fn kept_page(visit: &Visit, kept: Kept) -> Page {
    let said = kept.in_words();
    Page::new(visit, "Send what you typed", move || {
        view! {
            <header class="page-head">
                <h1>"You are signed in"</h1>
                <p class="lede">"What you typed before was kept and has not been sent yet."</p>
            </header>
            {kept.as_form()}
            {list(said)}
        }
    })
    .width(Width::Narrow)
}

fn list(said: Vec<(String, String)>) -> impl IntoView {
    let some = !said.is_empty();
    let rows = said.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    some.then(|| view! { <section class="block"><h2>"What you typed"</h2><dl class="facts">{rows}</dl></section> })
}
