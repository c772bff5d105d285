//! Sign-in sheets: a page for each session that is education, with the names of those who are expected, a line to sign, and some lines for others.

use axum::extract::Path;
use domain::residencies::{ReleasedSession, store::Attendee};
use leptos::prelude::*;

use super::loading::Paper;
use crate::{
    AppError, Page,
    residencies::{frame::place, itinerary::day_and_hours},
    visit::Staff,
};

/// Lines for those who come without being expected.
const EMPTY_LINES: usize = 4;

/// `GET /cohorts/{cohort}/residencies/{number}/paper/sign-in`
pub async fn sign_in_sheets(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    Ok(Page::new(&staff, format!("Sign-in sheets: {}", paper.of.residency.title), move || {
        // Nobody signs for a meal or an evening.
        let signed = paper.sessions.iter().filter(|session| session.kind.is_education());
        let sheets = signed.map(|session| sheet(&paper, session)).collect_view();
        view! { {paper.head("Sign-in sheets")}{paper.nothing()}{sheets} }
    }))
}

fn sheet(paper: &Paper, session: &ReleasedSession) -> impl IntoView + use<> {
    let (expected, when) = (paper.expected(session), day_and_hours(session.times(), paper.campus));
    let silent = paper.silent(expected.iter().copied()).filter(|silent| *silent > 0);
    let unanswered = silent.map_or_else(String::new, |silent| format!(", {silent} of them without an answer"));
    let number = format!("{} expected{unanswered}", expected.len());
    let lines = expected.iter().copied().map(line).collect_view();
    let empty = (0..EMPTY_LINES).map(|_| view! { <tr><td></td><td></td><td></td></tr> }).collect_view();
    view! {
        <section class="sheet">
            {paper.over()}
            <h2>{session.title.clone()}</h2>
            <p class="meta">
                <span>{when.clone()}</span>
                {some(place(session))}
                {some(paper.faculty(session))}
                <span>{paper.whom(session)}</span>
                <span>{number}</span>
            </p>
            <div class="table-wrap" role="region" aria-label=format!("Sign-in sheet of {}", session.title) tabindex="0">
                <table class="table signatures">
                    <thead>
                        <tr class="sheet-again"><th scope="colgroup" colspan="3">{format!("{}, {when}", session.title)}</th></tr>
                        <tr><th scope="col">"Name"</th><th scope="col">"Team"</th><th scope="col">"Signature"</th></tr>
                    </thead>
                    <tbody>{lines}{empty}</tbody>
                </table>
            </div>
        </section>
    }
}

fn some(text: String) -> Option<impl IntoView + use<>> {
    (!text.is_empty()).then(|| view! { <span>{text}</span> })
}

fn line(one: &Attendee) -> impl IntoView + use<> {
    let name = if one.credentials.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.credentials) };
    view! { <tr><th scope="row">{name}</th><td>{one.team.clone()}</td><td></td></tr> }
}
