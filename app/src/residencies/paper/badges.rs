//! Name badges: eight on a page, to be cut out.

use axum::extract::Path;
use domain::residencies::store::Attendee;
use leptos::prelude::*;

use super::loading::Paper;
use crate::{AppError, Page, visit::Staff};

/// `GET /cohorts/{cohort}/residencies/{number}/paper/badges`
pub async fn badges(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    Ok(Page::new(&staff, format!("Name badges: {}", paper.of.residency.title), move || {
        let none = paper.people.is_empty().then(|| {
            view! { <p class="empty">"Nobody studies in this cohort yet. Who is enrolled gets a badge here."</p> }
        });
        let badges = paper.people.iter().map(|one| badge(&paper, one)).collect_view();
        view! {
            {paper.head("Name badges")}
            {none}
            <ul class="badges">{badges}</ul>
        }
    }))
}

fn badge(paper: &Paper, one: &Attendee) -> impl IntoView + use<> {
    let cohort = paper.of.scope.cohort().title.clone();
    let line = |class: &'static str, text: String| (!text.is_empty()).then(|| view! { <p class=class>{text}</p> });
    view! {
        <li class="badge">
            <p class="badge-of">{paper.of.residency.title.clone()}</p>
            <p class="badge-name">{one.name.clone()}</p>
            {line("badge-degrees", one.credentials.clone())}
            {line("badge-specialty", one.specialty.clone())}
            <p class="badge-cohort">{cohort}{one.team.as_ref().map(|team| format!(", team {team}"))}</p>
        </li>
    }
}
