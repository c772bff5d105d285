//! Faculty of a residency, for staff: who is there when, and saying it for one of them.

use axum::extract::{Path, State as Shared};
use domain::{
    ids::PersonId,
    residencies::{
        hours::{Presence, Teaching},
        store,
    },
};
use leptos::prelude::*;

use super::form::{self, days, words};
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    page::Width,
    residencies::{OfStaff, sheet::Sheet},
    visit::{Staff, Visit},
    when,
};

const DONE: &[(&str, &str)] = &[
    ("kept", "The hours are kept. Sessions outside of them show a warning."),
    ("open", "Nothing is said of their hours now: they can be placed at any time."),
];

/// `GET /cohorts/{cohort}/residencies/{number}/faculty`
pub async fn faculty(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let all = store::teaching_hours(&site.db, of.residency.id).await?;
    let visit = staff.visit().clone();
    let page = Page::new(&staff, format!("Faculty hours: {}", of.residency.title), move || {
        view! {
            {notice(&visit, DONE)}
            {of.head("/faculty", "Faculty hours".to_owned())}
            {table(&of, &all)}
        }
    });
    Ok(page.width(Width::Wide))
}

fn table(of: &OfStaff, all: &[Teaching]) -> impl IntoView + use<> {
    let faculty = format!("/cohorts/{}/faculty", of.scope.cohort().slug);
    if all.is_empty() {
        return view! { <p class="empty">"Nobody teaches this cohort yet. "<a href=faculty>"Assign somebody"</a>", and say here when they are on site."</p> }.into_any();
    }
    let days = days(&of.residency);
    let heads = days.iter().map(|(_, date)| view! { <th scope="col">{when::day(*date)}</th> }).collect_view();
    let numbers: Vec<_> = days.iter().map(|(day, date)| (*day, when::day(*date))).collect();
    let rows = all.iter().map(|one| row(of, one, &numbers)).collect_view();
    view! {
        <p class="hint">"Whoever teaches says this under Teaching; you can say it for them. “Any time” stands where nobody has said anything."</p>
        <div class="table-wrap" role="region" aria-label="Hours of faculty" tabindex="0">
            <table class="table" data-stacks="">
                <thead><tr><th scope="col">"Name"</th>{heads}<th scope="col">"Said"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(of: &OfStaff, one: &Teaching, days: &[(i64, String)]) -> impl IntoView + use<> {
    let address = format!("{}/faculty/{}", of.address(), one.person);
    let cells = days.iter().map(|(day, name)| view! { <td data-name=name.clone()>{words(&one.presence, *day)}</td> }).collect_view();
    let zone = of.scope.cohort().time_zone;
    let said = one.said.as_ref().map(|(at, by)| format!("{}, by {by}", when::day(at.with_timezone(&zone).date_naive())));
    view! {
        <tr>
            <th scope="row"><a href=address>{one.name.clone()}</a></th>
            {cells}
            <td data-name="Said">{said.unwrap_or_else(|| "Not yet".to_owned())}</td>
        </tr>
    }
}

/// `GET /cohorts/{cohort}/residencies/{number}/faculty/{person}`
pub async fn one(
    Shared(_): Shared<Site>,
    staff: Staff,
    Path((cohort, number, person)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let person = person.parse().map_err(|_| AppError::NotFound)?;
    show(&staff, of, person, None).await
}

/// The page, with what was typed, if it comes back.
pub async fn show(visit: &Visit, of: OfStaff, person: PersonId, sheet: Option<Sheet>) -> Result<Page, AppError> {
    let teaching = store::hours_of(&visit.site.db, of.residency.id, person).await?;
    let sheet = sheet.unwrap_or_else(|| form::sheet(&of.residency, &teaching.presence));
    let again = sheet.clone();
    let title = sheet.title(&format!("Hours of {}", teaching.name));
    let page = Page::new(visit, title, move || {
        let action = format!("{}/faculty/{}", of.address(), teaching.person);
        view! {
            {form::summary(&of.residency, &sheet)}
            {of.head_under(("Faculty hours", "/faculty"), format!("Hours of {}", teaching.name))}
            {unsaid(&teaching)}
            {form::form(action, &of.residency, &sheet, "They can be placed at any time")}
        }
    });
    Ok(again.on(page))
}

/// What is known so far, where that is nothing.
fn unsaid(teaching: &Teaching) -> impl IntoView + use<> {
    let nothing = teaching.presence == Presence::Unsaid;
    nothing.then(|| view! { <p class="hint">"Nobody has said anything yet, so they can be placed at any time. Times are campus time."</p> })
}
