//! What stands around the pages of one's own account.

use leptos::prelude::*;

use crate::{Page, visit::Visit};

/// The pages of the account, in order.
const PAGES: [(&str, &str); 5] = [
    ("Profile", "/account"),
    ("E-mail and password", "/account/sign-in-details"),
    ("Second factor", "/account/second-factor"),
    ("Where you are signed in", "/account/sessions"),
    ("Notifications", "/account/notifications"),
];

/// One page of the account: its name and address, what it is for, and its contents.
pub(crate) fn account<V: IntoView + 'static>(
    visit: &Visit,
    title: String,
    (name, address): (&'static str, &'static str),
    lede: &'static str,
    body: impl FnOnce() -> V + Send + 'static,
) -> Page {
    let notice = super::notice(visit, NOTICES);
    Page::new(visit, title, move || {
        view! {
            {notice}
            <header class="page-head"><p class="eyebrow">"Your account"</p><h1>{name}</h1><p class="lede">{lede}</p></header>
            <div class="account-layout">{navigation(address)}<div>{body()}</div></div>
        }
    })
}

/// What was just done.
const NOTICES: &[(&str, &str)] = &[
    ("profile", "Your profile is saved."),
    ("password", "Your password is changed. Every other device is signed out."),
    ("email", "A link is on its way to the new address. The old one stays yours until you open it."),
    ("session", "That device is signed out."),
    ("elsewhere", "You are signed out everywhere else."),
    ("notifications", "Your choices are saved."),
    ("removed", "The second factor is off."),
];

fn navigation(address: &'static str) -> impl IntoView {
    let links = PAGES.map(|(name, page)| {
        view! { <li><a href=page aria-current=(page == address).then_some("page")>{name}</a></li> }
    });
    view! { <nav class="subnav" aria-label="Your account"><ul>{links.collect_view()}</ul></nav> }
}
