//! Name badges: eight on a page, to be cut out. Who said that they do not come gets none.

use axum::extract::Path;
use domain::residencies::store::Attendee;
use leptos::prelude::*;

use super::loading::Paper;
use crate::{AppError, Page, qr::qr, visit::Staff};

/// `GET /cohorts/{cohort}/residencies/{number}/paper/badges`
pub async fn badges(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    let codes = paper.people.iter().map(|one| one.code.as_deref().map(|code| qr(code, "Code for the roll")).transpose());
    let codes = codes.collect::<Result<Vec<_>, _>>()?;
    Ok(Page::new(&staff, format!("Name badges: {}", paper.of.residency.title), move || {
        let none = paper.people.is_empty().then(|| {
            view! { <p class="empty">"Nobody is expected. Who is enrolled gets a badge here, but for those who said that they do not come."</p> }
        });
        let badges = paper.people.iter().zip(codes).map(|(one, code)| badge(&paper, one, code)).collect_view();
        view! {
            {paper.head("Name badges")}
            {none}
            <ul class="badges">{badges}</ul>
        }
    }))
}

/// With the code that is read at the roll, for who has one.
fn badge<C: IntoView + 'static>(paper: &Paper, one: &Attendee, code: Option<C>) -> impl IntoView + use<C> {
    let cohort = paper.of.scope.cohort().title.clone();
    let line = |class: &'static str, text: String| (!text.is_empty()).then(|| view! { <p class=class>{text}</p> });
    view! {
        <li class="badge">
            <p class="badge-of">{paper.of.residency.title.clone()}</p>
            <p class="badge-name">{one.name.clone()}</p>
            {line("badge-degrees", one.credentials.clone())}
            {line("badge-specialty", one.specialty.clone())}
            {code.map(|code| view! { <div class="qr badge-code">{code}</div> })}
            <p class="badge-cohort">{cohort}{one.team.as_ref().map(|team| format!(", {team}"))}</p>
        </li>
    }
}
