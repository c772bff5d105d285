//! What there is to print.

use axum::extract::Path;
use leptos::prelude::*;

use super::loading::Paper;
use crate::{AppError, Page, cohorts::count, visit::Staff};

/// `GET /cohorts/{cohort}/residencies/{number}/paper`
pub async fn paper(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    Ok(Page::new(&staff, format!("Paper: {}", paper.of.residency.title), move || body(&paper)))
}

/// What there is to print: its address behind that of paper, and its name.
const PRINTS: [(&str, &str); 5] = [
    ("run-of-show", "Run of show by day"),
    ("run-of-show?by=room", "Run of show by room"),
    ("sign-in", "Sign-in sheets"),
    ("badges", "Name badges"),
    ("meals", "Meal counts"),
];

/// All there is to print for a residency at this address, in a row.
pub(in crate::residencies) fn to_print(residency: &str) -> impl IntoView + use<> {
    let link = |(page, title)| view! { <a href=format!("{residency}/paper/{page}")>{title}</a> };
    view! { <p class="meta no-print"><span>"To print:"</span>{PRINTS.map(link).into_iter().collect_view()}</p> }
}

fn body(paper: &Paper) -> impl IntoView + use<> {
    let base = format!("{}/paper", paper.of.address());
    let (sessions, people) = (count(paper.sessions.len() as i64, "session"), count(paper.people.len() as i64, "student"));
    let abouts = [
        format!("All {sessions} in the order of time, a page for each day."),
        "What happens in each room, to hang on its door.".to_owned(),
        "A page for each session but meals and evenings, with the names of those who are expected.".to_owned(),
        format!("For {people}: name, degrees, specialty, cohort and team."),
        "How many are expected at each meal, and how many of them have not answered.".to_owned(),
    ];
    let cards = PRINTS
        .into_iter()
        .zip(abouts)
        .map(|((page, title), about)| view! { <li class="card"><h3><a href=format!("{base}/{page}")>{title}</a></h3><p>{about}</p></li> })
        .collect_view();
    view! {
        {paper.head("Paper")}
        {paper.nothing()}
        <section class="block" aria-labelledby="to-print">
            <h2 id="to-print">"To print"</h2>
            <ul class="cards">{cards}</ul>
        </section>
    }
}
