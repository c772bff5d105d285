//! The residencies of one's cohort.

use axum::extract::State as Shared;
use domain::{learning::store::ResidencyLine, residencies::store};
use leptos::prelude::*;

use crate::{AppError, Page, Site, residencies::asked_line, visit::Student, when};

/// `GET /residencies`
pub async fn own_residencies(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let today = student.now.with_timezone(&student.place.campus).date_naive();
    let store::OwnResidencies { residencies, asked, .. } =
        store::own_residencies(&site.db, (student.place.cohort, student.place.enrollment), today).await?;
    Ok(Page::new(&student.clone(), "Residencies", move || {
        let none = residencies.is_empty().then(|| {
            view! { <p class="empty">"Your cohort has no residency in its calendar yet. Once program staff release one, its days stand here, and later its sessions."</p> }
        });
        let next = residencies.iter().position(|one| one.ends_on >= today);
        let entry = |(place, one): (usize, ResidencyLine)| {
            let state = (next == Some(place)).then(|| if one.starts_on <= today { "Now" } else { "Next" });
            let asked = asked.iter().find(|asked| asked.position == one.position).map(|asked| asked_line(&student, asked));
            entry(one, state, asked)
        };
        let entries = residencies.into_iter().enumerate().map(entry).collect_view();
        view! {
            <header class="page-head">
                <p class="eyebrow">{student.place.cohort_title.clone()}</p>
                <h1>"Residencies"</h1>
                <p class="lede">"Your days in person: what happens when and where, and what to prepare."</p>
                <p class="meta">
                    <a href="/conflicts">"Conflicts with your schedule"</a>
                    <a href="/attendance">"Attendance"</a>
                    <a href="/me/code">"Your own code"</a>
                </p>
            </header>
            {none}
            <ol class="units">{entries}</ol>
        }
    }))
}

/// One residency. `state`: that it is on, or the next; `asked`: what is asked about it.
fn entry(residency: ResidencyLine, state: Option<&'static str>, asked: Option<AnyView>) -> impl IntoView {
    view! {
        <li class="unit" data-kind="residency">
            <span class="unit-number">"R"{residency.position}</span>
            <div class="unit-what">
                <h2><a href=format!("/residencies/{}", residency.position)>{residency.title}</a></h2>
                <p class="meta"><span>{residency.place}</span></p>
                {asked}
            </div>
            <div class="unit-when">
                {state.map(|word| view! { <p><span class="state" data-state="started">{word}</span></p> })}
                <p class="due"><time datetime=residency.starts_on.to_string()>{when::days(residency.starts_on, residency.ends_on)}</time></p>
            </div>
        </li>
    }
}
