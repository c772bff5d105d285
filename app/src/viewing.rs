//! Looking at the site as a student of a cohort would on a day: the word for it on every page, and the check that lets nothing be changed
//! meanwhile.

use axum::extract::{FromRequestParts, Request};
use domain::policy::{self, View};
use leptos::prelude::*;

use crate::{AppError, Site, visit::Visit, when};

/// What is let through all the same: the way back, and the way out.
const WAYS_OUT: [&str; 2] = ["/view-end", "/sign-out"];

/// Lets a request through that would change something, unless its visitor only looks. The visit that was read for it is handed on, so
/// that the session is read once.
///
/// # Errors
/// [`AppError::OnlyLooking`]; those of the database.
pub async fn may_change(site: &Site, request: Request) -> Result<Request, AppError> {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, site).await?;
    if visit.viewing().is_some() && !WAYS_OUT.contains(&visit.path.as_str()) {
        return Err(AppError::OnlyLooking);
    }
    parts.extensions.insert(visit);
    Ok(Request::from_parts(parts, body))
}

/// Says on every page as whom it is seen, and leads back.
pub fn banner(visit: &Visit) -> impl IntoView + use<> {
    visit.viewing().map(words).map(|words| {
        view! {
            <aside class="notice viewing" data-kind="attention" aria-label="Seen as a student">
                <p>{words}</p>
                <form class="inline" method="post" action="/view-end"><button class="button">"Leave"</button></form>
            </aside>
        }
    })
}

fn words(view: &View) -> String {
    let day = when::day(view.on);
    match &view.draft {
        None => format!("You see this as a student of {} would on {day}. Nothing can be changed.", view.title),
        Some(draft) => format!(
            "You see the draft of {} as a student of {} would on {day}; other pages show what is published. Nothing can be changed.",
            draft.title, view.title
        ),
    }
}

/// The way back, as the last of the places one can go to.
pub fn way_back(visit: &Visit) -> impl IntoView + use<> {
    let label = match visit.seen_draft() {
        Some(_) => "Back to the studio",
        None if policy::is_staff(visit.rights()) => "Back to staff",
        None => "Back to teaching",
    };
    visit.viewing().is_some().then(|| {
        view! { <li><form class="inline" method="post" action="/view-end"><button class="link">{label}</button></form></li> }
    })
}
