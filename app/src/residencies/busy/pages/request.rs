//! A request to a scheduler, to be printed or copied.

use axum::extract::Path;
use domain::{
    cohorts::{Residency, store as cohorts},
    residencies::store,
};
use leptos::prelude::*;

use super::conflicts::last_day;
use crate::{AppError, Page, visit::Student, when};

/// `GET /conflicts/request/{number}`
pub async fn request(student: Student, Path(number): Path<String>) -> Result<Page, AppError> {
    let position = number.parse().map_err(|_| AppError::NotFound)?;
    let residency = cohorts::residency_at(&student.site.db, student.place.cohort, position).await?;
    let rule = store::scheduler_rule(&student.site.db, student.session.person.id).await?;
    let today = student.now.with_timezone(&student.place.campus).date_naive();
    let last = last_day(rule, residency.starts_on, today);
    let name = student.session.person.name.clone();
    let (cohort, school) = (student.place.cohort_title.clone(), student.site.settings.name.clone());
    Ok(Page::new(&student, "Request for time off", move || {
        view! {
            <header class="page-head">
                <h1>"Request for time off"</h1>
                <p class="lede">{last}"."</p>
                <p class="meta"><a href="/conflicts">"Back to your conflicts"</a></p>
            </header>
            <p class="hint">"Print this page, or copy it into a mail to your scheduler."</p>
            {letter(&residency, &name, &cohort, &school, &when::day(today))}
        }
    }))
}

fn letter(residency: &Residency, name: &str, cohort: &str, school: &str, today: &str) -> impl IntoView + use<> {
    let days = when::days(residency.starts_on, residency.ends_on);
    let place = if residency.place.is_empty() { String::new() } else { format!(" ({})", residency.place) };
    let (name, today) = (name.to_owned(), today.to_owned());
    let title = residency.title.clone();
    let words = format!(
        "I am studying for a graduate degree for physicians ({cohort}, {school}). These are the days of its {title}, held in person{place}. \
         I am expected on all of them."
    );
    view! {
        <section class="prose" aria-label="The request">
            <p>{today}</p>
            <p>"To whoever makes the schedule:"</p>
            <p>"Please keep me free of clinic and call on "<b>{days}</b>", and of call the night before."</p>
            <p>{words}</p>
            <p>"If these days cannot be kept free, please tell me soon, so that I can look for a colleague to trade with."</p>
            <p>"Thank you,"<br/>{name}</p>
        </section>
    }
}
