//! A student's place in the cohort, for staff: how they came to stand as they do, and what can be done about it.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{
        EnrollmentState, LONGEST_REASON, Scope, Step,
        store::{self, Destination, Placed},
    },
    db::Db,
    ids::EnrollmentId,
};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, sight};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Choice, Filled, TextArea},
    visit::{Staff, Visit},
    when,
};

/// What is known of a place.
pub struct Place {
    placed: Placed,
    steps: Vec<Step>,
    destinations: Vec<Destination>,
}

/// What is known of a student's place.
pub async fn place(visit: &Visit, scope: &Scope, enrollment: EnrollmentId) -> Result<Place, AppError> {
    let db: &Db = &visit.site.db;
    let today = visit.now.with_timezone(&scope.cohort().time_zone).date_naive();
    Ok(Place {
        placed: store::placed(db, scope, enrollment).await?,
        steps: store::history(db, scope, enrollment).await?,
        destinations: store::destinations(db, scope, today).await?,
    })
}

/// `GET /cohorts/{cohort}/students/{enrollment}/place`
pub async fn student_place(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let enrollment = enrollment.parse().map_err(|_| AppError::NotFound)?;
    place_page(&staff, scope, enrollment, Filled::default()).await
}

/// The page of a place alone, with what was typed.
pub async fn place_page(visit: &Visit, scope: Scope, enrollment: EnrollmentId, form: Filled) -> Result<Page, AppError> {
    let place = place(visit, &scope, enrollment).await?;
    let (inside, filled) = (visit.clone(), form.clone());
    let title = format!("{}: place in the cohort", place.placed.name);
    let page = Page::new(visit, forms::with_summary(&form, &title), move || {
        let (name, slug) = (place.placed.name.clone(), scope.cohort().slug.clone());
        let student = format!("/cohorts/{slug}/students/{enrollment}");
        let way = vec![
            ("Cohorts".into(), "/cohorts".into()),
            (scope.cohort().title.clone(), format!("/cohorts/{slug}")),
            (name.clone(), student),
        ];
        view! {
            <header class="page-head">{breadcrumbs(way, "Place in the cohort".into())}<h1>{name}": place in the cohort"</h1></header>
            {cohort_nav(&slug, "")}
            {forms::error_summary(&filled)}
            <h2>"How things stand"</h2>
            {standing(&inside, &scope, &place)}
            {ways(&scope, &place, &filled)}
            <p class="aside-note no-print">{sight(&scope)}</p>
        }
    });
    Ok(form.on(page))
}

/// The same as a part of the student's page.
pub fn place_section(visit: &Visit, scope: &Scope, place: &Place) -> impl IntoView + use<> {
    let ways = ways(scope, place, &Filled::default());
    view! {
        <section class="block" id="place">
            <h2>"Place in the cohort"</h2>
            {standing(visit, scope, place)}
            <details class="disclosure no-print"><summary>"Change the place"</summary>{ways}</details>
        </section>
    }
}

fn standing(visit: &Visit, scope: &Scope, place: &Place) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let state = place.placed.state;
    let since = place.steps.last().map(|step| when::long(step.at, campus));
    let steps = place.steps.iter().rev().map(|step| self::step(visit, scope, step)).collect_view();
    let again = place.placed.waits().then(|| invite_again(scope, &place.placed));
    view! {
        <p><b>{state.label()}</b>{since.map(|since| format!(" since {since}, campus time."))}</p>
        {again}
        <ol class="timeline" aria-label="How it came to this, the newest first">{steps}</ol>
    }
}

fn step(visit: &Visit, scope: &Scope, step: &Step) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let what = match step.before {
        Some(before) if before != step.after => format!("{} → {}", before.label(), step.after.label()),
        _ => step.after.label().to_owned(),
    };
    let other = match (&step.other_title, &step.other_slug, step.other_id) {
        (Some(title), Some(slug), Some(id)) => {
            let words = if step.before.is_none() { "Came from " } else { "Goes on in " };
            let address = format!("/cohorts/{slug}/students/{id}#place");
            Some(view! { <span>{words}<a href=address>{title.clone()}</a></span> })
        }
        _ => None,
    };
    let own = visit.session.as_ref().and_then(|session| when::own(step.at, campus, session.person.time_zone));
    view! {
        <li data-state=matches!(step.after, EnrollmentState::Enrolled | EnrollmentState::Graduated).then_some("done")>
            <p><b>{what}</b></p>
            <p class="meta">
                <time datetime=step.at.to_rfc3339()>{when::long(step.at, campus)}{own.map(|own| format!(" ({own} for you)"))}</time>
                <span>{step.by.clone().map_or_else(|| "by the program itself".to_owned(), |by| format!("by {by}"))}</span>
                {other}
            </p>
            {(!step.reason.is_empty()).then(|| view! { <p>{step.reason.clone()}</p> })}
        </li>
    }
}

fn invite_again(scope: &Scope, placed: &Placed) -> impl IntoView + use<> {
    let action = format!("/cohorts/{}/students/{}/invitation", scope.cohort().slug, placed.enrollment);
    let words = if placed.accepted {
        "The invitation to this cohort waits to be accepted."
    } else {
        "There is no account yet: the invitation waits to be accepted."
    };
    view! {
        <form class="form-actions no-print" method="post" action=action>
            <p>{words}</p>
            <button class="button">"Send the invitation again"</button>
        </form>
    }
}

fn ways(scope: &Scope, place: &Place, form: &Filled) -> impl IntoView + use<> {
    let state = place.placed.state;
    let end = state
        .next()
        .is_empty()
        .then(|| view! { <p class="empty">"Whoever has graduated stays a graduate: there is nothing to change."</p> });
    let goes_on = place.steps.iter().any(|step| step.before.is_some() && step.other_id.is_some());
    let elsewhere = (state.can_transfer() && !goes_on).then(|| transfer(scope, place, form));
    view! { {end}{(!state.next().is_empty()).then(|| change(scope, place, form))}{elsewhere} }
}

fn change(scope: &Scope, place: &Place, form: &Filled) -> impl IntoView + use<> {
    let placed = &place.placed;
    let action = format!("/cohorts/{}/students/{}/place", scope.cohort().slug, placed.enrollment);
    let options = placed.state.next().iter().map(|to| Choice { value: to.as_str().into(), label: meaning(placed.state, *to).into() });
    let hint = "Needed where studying stops. Staff of this program read it; it is not sent.";
    let area = TextArea { name: "reason", label: "Reason", hint, rows: 2, limit: LONGEST_REASON };
    let tell = form.typed.get("from").is_empty() || form.typed.get("tell") == "1";
    view! {
        <form class="form" method="post" action=action novalidate=true>
            <h3>"Change how "{placed.name.clone()}" stands"</h3>
            <input type="hidden" name="from" value=placed.state.as_str()/>
            {forms::choices(form, "to", "From now on", options.collect())}
            {forms::text_area(form, area)}
            <div class="choice"><input id="tell" name="tell" type="checkbox" value="1" checked=tell/><label for="tell">"Tell them by mail"</label></div>
            <p class="hint">"In force with their next request. Nothing they did is lost."</p>
            <p class="form-actions"><button class="button" data-kind="primary">"Change the place"</button></p>
        </form>
    }
}

/// What it means to come to stand so.
fn meaning(from: EnrollmentState, to: EnrollmentState) -> &'static str {
    match (from, to) {
        (EnrollmentState::Invited, EnrollmentState::Enrolled) => "Enrolled: the place is theirs, without waiting for their answer",
        (_, EnrollmentState::Enrolled) => "Enrolled again: they study from now on, with the dates of this cohort",
        (_, EnrollmentState::OnLeave) => "On leave: keeps the place; learning pages close until they return",
        (_, EnrollmentState::Deferred) => "Deferred: will go on in a later cohort that is not known yet",
        (_, EnrollmentState::Graduated) => "Graduated: has finished the program; this is not changed again",
        (_, _) => "Withdrawn: gives the place up; learning pages close",
    }
}

fn transfer(scope: &Scope, place: &Place, form: &Filled) -> impl IntoView + use<> {
    let placed = &place.placed;
    let action = format!("/cohorts/{}/students/{}/transfer", scope.cohort().slug, placed.enrollment);
    if place.destinations.is_empty() {
        let words = "There is no other cohort of this program that somebody could go on in. Once there is, it can be chosen here.";
        return view! { <p class="hint">{words}</p> }.into_any();
    }
    let option =
        |to: &Destination| Choice { value: to.id.to_string(), label: format!("{}, {}", to.title, when::days(to.starts_on, to.ends_on)) };
    let options = place.destinations.iter().map(option).collect();
    let about = "Their place here becomes deferred. There they have that cohort's dates, and what they completed counts where the modules are the same.";
    let hint = "Staff of this program read it; it is not sent.";
    let area = TextArea { name: "transfer_reason", label: "Reason of the transfer", hint, rows: 2, limit: LONGEST_REASON };
    let tell = form.typed.get("from").is_empty() || form.typed.get("tell") == "1";
    view! {
        <form class="form" method="post" action=action novalidate=true>
            <h3>"Let "{placed.name.clone()}" go on in another cohort"</h3>
            <input type="hidden" name="from" value=placed.state.as_str()/>
            {forms::select(form, "cohort", "Cohort", about, options)}
            {forms::text_area(form, area)}
            <div class="choice">
                <input id="tell-transfer" name="tell" type="checkbox" value="1" checked=tell/><label for="tell-transfer">"Tell them by mail"</label>
            </div>
            <p class="form-actions"><button class="button">"Transfer"</button></p>
        </form>
    }
    .into_any()
}
