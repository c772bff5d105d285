//! What can be looked at about accounts.

mod sign_in;

pub use sign_in::{SignInForm, sign_in, sign_in_page};

use leptos::prelude::*;

use crate::visit::Visit;

/// The answer to what was just done, named by `done` in the address; an unknown name says nothing.
pub(super) fn notice(visit: &Visit, notices: &'static [(&'static str, &'static str)]) -> impl IntoView + use<> {
    let done = visit.asked("done").unwrap_or_default();
    let text = notices.iter().find(|(name, _)| *name == done).map(|(_, text)| *text);
    text.map(|text| view! { <p class="notice" data-kind="success" role="status">{text}</p> })
}
