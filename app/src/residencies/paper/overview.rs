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

fn body(paper: &Paper) -> impl IntoView + use<> {
    let base = format!("{}/paper", paper.of.address());
    let (sessions, people) = (count(paper.sessions.len() as i64, "session"), count(paper.people.len() as i64, "student"));
    let cards = [
        ("run-of-show", "Run of show by day", format!("All {sessions} in the order of time, a page for each day.")),
        ("run-of-show?by=room", "Run of show by room", "What happens in each room, to hang on its door.".to_owned()),
        ("sign-in", "Sign-in sheets", "A page for each session, with the names of those who are expected.".to_owned()),
        ("badges", "Name badges", format!("For {people}: name, degrees, specialty, cohort and team.")),
        ("meals", "Meal counts", "How many are expected at each meal.".to_owned()),
    ];
    let cards = cards
        .into_iter()
        .map(|(page, title, about)| view! { <li class="card"><h3><a href=format!("{base}/{page}")>{title}</a></h3><p>{about}</p></li> })
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
