//! A student says whether they come.

use axum::extract::{Path, State as Shared};
use domain::{
    FieldError,
    residencies::{
        coming::Answer,
        store::{self, OwnAnswer},
    },
};
use leptos::prelude::*;

use super::super::{
    Asked,
    fields::{answer_fields, answered, in_days},
};
use crate::{
    AppError, Page, Site,
    cohorts::{breadcrumbs, notice},
    forms::{Filled, Typed, error_summary, with_summary},
    page::Width,
    visit::Student,
    when,
};

const NOTICES: [(&str, &str); 2] = [
    ("answered", "Your answer is kept."),
    ("erased", "Erased: nobody can read any more what you wrote about your stay. Your answer stands."),
];

/// `GET /residencies/{number}/answer`
pub async fn own_answer(Shared(_): Shared<Site>, student: Student, number: Path<String>) -> Result<Page, AppError> {
    let asked = Asked::load(&student, &number).await?;
    show(&student, asked, None).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn answer_again(student: &Student, asked: Asked, typed: Typed, errors: Vec<FieldError>) -> Result<Page, AppError> {
    show(student, asked, Some(typed.with(errors))).await
}

async fn show(student: &Student, asked: Asked, form: Option<Filled>) -> Result<Page, AppError> {
    let stands = store::own_answer(&student.site.db, asked.residency.id, student.place.enrollment).await?;
    let begun = || match &stands {
        Some(own) => answered(Some(own.answer), &own.days.0, &own.note),
        None => answered(None, &[], ""),
    };
    let form = form.unwrap_or_else(begun);
    let done = notice(student, &NOTICES);
    let (title, filled, visit, student) = (with_summary(&form, "Do you come?"), form.clone(), student.visit().clone(), student.clone());
    Ok(filled.on(Page::new(&visit, title, move || {
        view! {
            {done}
            {error_summary(&form)}
            {head(&asked, "Do you come?")}
            {stands.as_ref().map(|own| standing(&student, &asked, own))}
            {answer_form(&student, &asked, stands.as_ref(), &form)}
        }
    })
    .width(Width::Narrow)))
}

/// What stands over the pages of a residency for students.
pub(super) fn head(asked: &Asked, heading: &'static str) -> impl IntoView + use<> {
    let residency = &asked.residency;
    let place = if residency.place.is_empty() { String::new() } else { format!(", {}", residency.place) };
    let itinerary = format!("/residencies/{}", residency.position);
    let way = vec![("Residencies".into(), "/residencies".into()), (residency.title.clone(), itinerary)];
    view! {
        <header class="page-head">
            {breadcrumbs(way, heading.to_owned())}
            <h1>{heading}</h1>
            <p class="lede">{residency.title.clone()}", "{when::days(residency.starts_on, residency.ends_on)}{place}</p>
        </header>
    }
}

/// The answer as it stands, and what is to be done next.
fn standing(student: &Student, asked: &Asked, own: &OwnAnswer) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let moved = own.days.0.iter().any(|day| *day < asked.residency.starts_on || *day > asked.residency.ends_on);
    let comes = own.answer != Answer::No && asked.round.stands();
    let next = comes.then(|| {
        view! { <p class="form-actions"><a class="button" data-kind="primary" href=asked.address("logistics")>"Say what you need"</a></p> }
    });
    view! {
        <section class="block" aria-labelledby="stands">
            <h2 id="stands">{said(own)}</h2>
            <p class="hint">"Answered "{when::long(own.answered_at, campus)}" campus time, "{own.source.label()}"."</p>
            {moved.then(|| view! { <p>"The residency is on other days now. Please look at your answer again."</p> })}
            {next}
        </section>
    }
}

/// An answer in a sentence.
fn said(own: &OwnAnswer) -> String {
    match own.answer {
        Answer::Yes => "You come.".to_owned(),
        Answer::No => "You do not come.".to_owned(),
        Answer::Part => format!("You come on {}.", in_days(&own.days.0)),
    }
}

fn answer_form(student: &Student, asked: &Asked, stands: Option<&OwnAnswer>, form: &Filled) -> AnyView {
    if !asked.round.stands() {
        return view! { <p class="empty">"Program staff have taken this question back. Nothing is to be done."</p> }.into_any();
    }
    if !asked.round.is_open(student.now) {
        let until = when::long(asked.round.answer_by, student.place.campus);
        let words = format!(
            "The time to answer was over on {until} campus time. If something changes, write to program staff: they can still write it down."
        );
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let button = if stands.is_some() { "Change the answer" } else { "Answer" };
    view! {
        <form class="form" method="post" action=asked.address("answer")>
            {request(student, asked, stands)}
            {answer_fields(form, &asked.residency, true)}
            <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
        </form>
    }
    .into_any()
}

/// By when an answer is asked for; of who has given one, what it is and until when it can be changed.
fn request(student: &Student, asked: &Asked, stands: Option<&OwnAnswer>) -> AnyView {
    let deadline = when::deadline(asked.round.answer_by, student.place.campus, student.session.person.time_zone);
    let compare = view! { <a href="/conflicts">"Compare the days with your schedule"</a> };
    match stands {
        Some(own) => view! { <p>{said(own)}" You can change your answer until "{deadline}". "{compare}</p> }.into_any(),
        None => view! { <p>"Please answer by "{deadline}", also if you cannot come. "{compare}</p> }.into_any(),
    }
}
