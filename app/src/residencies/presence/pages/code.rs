//! A student's own code, to be read by whoever calls the roll.

use axum::extract::State as Shared;
use domain::residencies::{presence::spoken, store::presence};
use leptos::prelude::*;

use crate::{AppError, Page, Site, page::Width, qr::qr, visit::Student};

/// `GET /me/code`
pub async fn own_code(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let code = presence::own_code(&site.db, student.place.enrollment).await?;
    let picture = code.as_deref().map(|code| qr(code, "Your code as a QR code")).transpose()?;
    let renewed = student.asked("done").is_some();
    let page = Page::new(&student, "Your code", move || {
        let button = if code.is_some() { "Take a new code" } else { "Get a code" };
        let has_one = code.is_some();
        let shown = code.zip(picture).map(|(code, picture)| {
            view! { <figure class="qr own-code">{picture}<figcaption><code class="secret">{spoken(&code)}</code></figcaption></figure> }
        });
        view! {
            {renewed.then(|| view! { <p class="notice" data-kind="success" role="status">"This is your code now. A badge with another one is no longer read."</p> })}
            <header class="page-head">
                <h1>"Your code"</h1>
                <p class="lede">"Show it to whoever calls the roll of a session. It is also on your badge."</p>
            </header>
            {shown}
            <form class="form" method="post" action="/me/code">
                {has_one.then(|| view! { <p class="hint">"Lost your badge? With a new code the old one is no longer read."</p> })}
                <p class="form-actions"><button class="button">{button}</button></p>
            </form>
            <p class="aside-note"><a href="/attendance">"Your attendance"</a></p>
        }
    });
    Ok(page.width(Width::Narrow))
}
