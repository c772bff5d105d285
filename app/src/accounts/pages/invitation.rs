//! An invitation.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use domain::accounts::{Purpose, store::Link};
use leptos::prelude::*;

use super::{links, password_reset};
use crate::{
    AppError, Page,
    forms::{self, Filled},
    page::Width,
    visit::Visit,
};

/// `GET /invitations/{token}`: shows the form and uses nothing up.
pub async fn invitation(visit: Visit, Path(token): Path<String>) -> Result<Response, AppError> {
    Ok(match links::find_link(&visit, Purpose::Invitation, &token).await? {
        Ok(link) => invitation_page(&visit, token, &link, Filled::default()).into_response(),
        Err(page) => page.into_response(),
    })
}

/// The page that asks for the first password.
pub fn invitation_page(visit: &Visit, token: String, link: &Link, form: Filled) -> Page {
    let (filled, site) = (form.clone(), visit.site.settings.name.clone());
    let (name, email) = (link.name.clone(), link.email.clone());
    let page = Page::new(visit, forms::with_summary(&form, "Your invitation"), move || {
        view! {
            <header class="page-head">
                <h1>"Welcome to "{site}", "{name}</h1>
                <p class="lede">"Choose a password, and you are in. You sign in as "{email.clone()}"."</p>
            </header>
            <form class="form" method="post" action=format!("/invitations/{token}") novalidate=true>
                {forms::error_summary(&form)}
                {password_reset::password_fields(&form, email)}
                <p class="form-actions"><button class="button" data-kind="primary">"Accept the invitation"</button></p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow))
}
