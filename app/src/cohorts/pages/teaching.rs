//! What one teaches.

use axum::extract::State as Shared;
use domain::{
    cohorts::{
        CohortModule, Residency,
        store::{self, Listed, Taught},
    },
    residencies::store::{TaughtResidency, taught_residencies},
};
use leptos::prelude::*;

use super::words::count;
use crate::{
    AppError, Page, Site,
    assignments::grading::{Waiting, waiting, waiting_lines},
    authoring::ways,
    cohorts::as_faculty,
    visit::Faculty,
    when,
};

/// `GET /teaching`
pub async fn teaching(Shared(site): Shared<Site>, faculty: Faculty) -> Result<Page, AppError> {
    let taught = store::taught(&site.db, faculty.session.person.id).await?;
    let held = taught_residencies(&site.db, faculty.session.person.id).await?;
    let open = waiting(&site.db, as_faculty(&faculty), &taught, faculty.now).await?;
    let reader = faculty.clone();
    Ok(Page::new(&faculty, "Teaching", move || body(taught, (&held, &open), &reader)))
}

fn body(taught: Vec<Taught>, (held, open): (&[TaughtResidency], &[Waiting]), faculty: &Faculty) -> impl IntoView + use<> {
    let elsewhere: Vec<_> = held.iter().filter(|one| !taught.iter().any(|taught| taught.cohort.slug == one.cohort_slug)).collect();
    let elsewhere = residencies_elsewhere(&elsewhere);
    let cohorts = taught.into_iter().map(|one| cohort(one, held, faculty)).collect_view();
    view! {
        <header class="page-head">
            <h1>"Teaching"</h1>
            <p class="lede">"Your modules and sessions, and how the students of each cohort get on."</p>
        </header>
        {waiting_lines(open)}
        {cohorts}
        {elsewhere}
    }
}

/// Sessions of cohorts in which one teaches nothing else.
fn residencies_elsewhere(held: &[&TaughtResidency]) -> impl IntoView + use<> {
    let card = |one: &&TaughtResidency| {
        view! {
            <li class="card">
                <h3><a href=address(one)>{one.title.clone()}</a></h3>
                <p>{when::days(one.starts_on, one.ends_on)}</p>
                <p class="meta"><span>{one.cohort_title.clone()}</span></p>
            </li>
        }
    };
    let cards = held.iter().map(card).collect_view();
    (!held.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="held">
                <div class="block-head"><h2 id="held">"Sessions you hold in other cohorts"</h2></div>
                <ul class="cards">{cards}</ul>
            </section>
        }
    })
}

/// Where the sessions that one holds stand.
fn address(one: &TaughtResidency) -> String {
    format!("/teaching/{}/residencies/{}", one.cohort_slug, one.position)
}

fn cohort(taught: Taught, held: &[TaughtResidency], faculty: &Faculty) -> impl IntoView + use<> {
    let Taught { cohort, modules, residencies } = taught;
    let none = modules.is_empty().then(|| {
        view! { <p class="empty">"Program staff have not put a module into this cohort yet. Once they have, it stands here with its dates and its students."</p> }
    });
    let held = held
        .iter()
        .filter(|one| one.cohort_slug == cohort.slug)
        .map(|one| view! { <a href=address(one)>"Your sessions: "{one.title.clone()}</a> })
        .collect_view();
    let cards = modules.into_iter().map(|module| card(&cohort, module, faculty)).collect_view();
    view! {
        <section class="block">
            <div class="block-head">
                <h2>{cohort.title.clone()}</h2>
                <p class="meta"><span>{cohort.program.clone()}</span><span>{count(cohort.students, "student")}</span></p>
                <p class="meta"><a href=format!("/cohorts/{}/announcements", cohort.slug)>"Announcements"</a><a href=format!("/cohorts/{}/discussion", cohort.slug)>"Discussion"</a>{held}</p>
            </div>
            {none}
            <ul class="cards">{cards}</ul>
            {when_there(&cohort, residencies, faculty)}
        </section>
    }
}

/// Where to say when one is there, for each residency that is not over.
fn when_there(cohort: &Listed, residencies: Vec<Residency>, faculty: &Faculty) -> impl IntoView + use<> {
    let today = faculty.now.with_timezone(&cohort.time_zone).date_naive();
    let address = |position: i64| format!("/teaching/{}/residencies/{position}/hours", cohort.slug);
    let links = residencies
        .into_iter()
        .filter(|one| one.ends_on >= today)
        .map(|one| view! { <span><a href=address(one.position)>{one.title}</a>", "{when::days(one.starts_on, one.ends_on)}</span> })
        .collect::<Vec<_>>();
    let some = !links.is_empty();
    some.then(|| view! { <p class="meta"><span>"Say when you are there:"</span>{links}</p> })
}

fn card(cohort: &Listed, module: CohortModule, faculty: &Faculty) -> impl IntoView + use<> {
    let (campus, own) = (cohort.time_zone, faculty.session.person.time_zone);
    let ways = ways(&module.slug, &module.title);
    let grades = format!("/teaching/{}/{}/grades", cohort.slug, module.slug);
    let (label, at) = if module.opens_at > faculty.now { ("Opens ", module.opens_at) } else { ("Due ", module.due_at) };
    view! {
        <li class="card">
            <h3><a href=format!("/teaching/{}/{}", cohort.slug, module.slug)>{module.title}</a></h3>
            <p>{label}{when::deadline(at, campus, own)}</p>
            <p class="meta"><span>"Version "{module.version}</span><a href=grades>"Grades"</a>{ways}</p>
        </li>
    }
}
