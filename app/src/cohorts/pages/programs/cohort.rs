//! Creating a cohort: a name, a zone, a start and the days of its residencies, and the whole calendar before anything exists.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{
    accounts::rules,
    cohorts::{
        calendar::{Calendar, Plan},
        store::{self, Program},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::{
            plan::{self, Cell, Library, Outcome, Timeline, calendar, cell, timeline},
            words::{breadcrumbs, count},
        },
        plan::{Draft, Wrong, field},
    },
    forms,
    page::Width,
    visit::{Staff, Visit},
};

/// A cohort that is about to be, in its form.
#[derive(Clone)]
pub struct CohortForm {
    /// From what it is made.
    pub program: Program,
    /// Its name, as typed.
    pub title: String,
    /// Its name in addresses, as typed or made from the name.
    pub slug: String,
    /// The campus zone, as chosen.
    pub zone: String,
    /// The first day, as typed.
    pub start: String,
    /// The first day of each residency, as typed or as the rules say.
    pub days: Vec<String>,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
    /// What it comes to, once that is known.
    pub outcome: Option<(Plan, Calendar)>,
    /// The seal of that calendar: only what was looked at is created.
    pub seal: String,
    /// Whether it was to be created, but from other dates than those that were looked at.
    pub changed: bool,
}

impl CohortForm {
    /// Nothing typed yet.
    fn empty(program: Program, zone: Tz) -> Self {
        let zone = zone.name().to_owned();
        let (title, slug, start, seal) = (String::new(), String::new(), String::new(), String::new());
        Self { program, title, slug, zone, start, days: Vec::new(), wrong: Vec::new(), outcome: None, seal, changed: false }
    }

    fn cell<'a>(&self, name: &str, label: &'static str, value: &'a str) -> Cell<'a> {
        let wrong = self.wrong.iter().find(|wrong| wrong.field == name).cloned();
        Cell { name: name.to_owned(), label, value, kind: "text", hint: "", wrong }
    }
}

/// `GET /programs/{program}/cohorts/new`
pub async fn new_cohort(Shared(site): Shared<Site>, staff: Staff, Path(program): Path<String>) -> Result<Page, AppError> {
    let program = store::program(&site.db, as_staff(&staff), &program).await?;
    let zone = staff.session.person.time_zone;
    new_cohort_page(&staff, CohortForm::empty(program, zone)).await
}

/// The page with what was typed, and the calendar it comes to.
///
/// # Errors
/// Those of the database.
pub async fn new_cohort_page(visit: &Visit, form: CohortForm) -> Result<Page, AppError> {
    let library = Library::load(&visit.site.db).await?;
    let status = if form.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if form.wrong.is_empty() { "Create a cohort" } else { "Error: Create a cohort" };
    let own = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let today = visit.now.date_naive();
    let page = Page::new(visit, title, move || {
        let action = format!("/programs/{}/cohorts", form.program.slug);
        view! {
            {head(&form.program)}
            {summary(&form, &library)}
            {form.changed.then(changed)}
            <form class="plan-form" method="post" action=action novalidate=true>
                {plan::default_button()}
                {fields(&form)}
                {outcome(&form, &library, own, today)}
            </form>
        }
    });
    Ok(page.status(status).width(Width::Wide))
}

fn head(program: &Program) -> impl IntoView + use<> {
    let address = format!("/programs/{}", program.slug);
    view! {
        <header class="page-head">
            {breadcrumbs(vec![("Programs".into(), "/programs".into()), (program.title.clone(), address)], "Create a cohort".into())}
            <h1>"Create a cohort"</h1>
            <p class="lede">{format!("Of {}. You see its whole calendar before anything exists.", program.title)}</p>
        </header>
    }
}

/// What is wrong, each entry a link to its field: what is wrong with a rule is put right in the program.
fn summary(form: &CohortForm, library: &Library) -> impl IntoView + use<> {
    let draft = Draft::of(&form.program.plan.0);
    let here = |field: &str| ["title", "slug", "zone", "start"].contains(&field) || (field.starts_with('r') && field.ends_with("-first"));
    let address = |field: &str| match here(field) && (!field.starts_with('r') || !form.days.is_empty()) {
        true => format!("#{field}"),
        false => format!("/programs/{}#{field}", form.program.slug),
    };
    forms::summary(form.wrong.iter().map(|wrong| (address(&wrong.field), library.sentence(&draft, wrong))).collect())
}

fn changed() -> impl IntoView {
    view! {
        <p class="notice" data-kind="attention" role="alert">
            "The dates are other ones than those you last looked at. Nothing was created: look at them below, and create the cohort if they are right."
        </p>
    }
}

fn fields(form: &CohortForm) -> impl IntoView + use<> {
    let (residencies, known) = (form.program.plan.0.residencies.len(), form.outcome.is_some());
    let days = (!form.days.is_empty() && residencies > 0).then(|| days(form));
    view! {
        <div class="field-row cohort-names">
            {cell(form.cell("title", "Name", &form.title).hint("Such as Cohort 13."))}
            {cell(form.cell("slug", "Name in addresses", &form.slug).hint("Empty: made from the name."))}
        </div>
        <div class="field-row cohort-names">
            {zone(form)}
            {cell(form.cell("start", "Start", &form.start).kind("date").hint("The first campus day."))}
        </div>
        {days}
        <p class="form-actions">
            <button class="button" data-kind=(!known).then_some("primary") name="do" value="preview">
                {if known { "Show the calendar again" } else { "Show the calendar" }}
            </button>
        </p>
    }
}

fn zone(form: &CohortForm) -> impl IntoView + use<> {
    let zones = rules::time_zones(&form.zone).into_iter();
    let option = |zone: rules::ZoneChoice| view! { <option value=zone.name selected=zone.name == form.zone>{zone.label}</option> };
    let options = zones.map(option).collect_view();
    view! {
        <div class="field">
            <label for="zone">"Campus time zone"</label>
            <p class="hint" id="zone-hint">"All days and deadlines are meant in it."</p>
            <select id="zone" name="zone" aria-describedby="zone-hint">{options}</select>
        </div>
    }
}

/// The first day of each residency: as the rules say until somebody types another.
fn days(form: &CohortForm) -> impl IntoView + use<> {
    let rows = (1..).zip(form.program.plan.0.residencies.iter().zip(&form.days)).map(|(number, (planned, day))| {
        let name = field("r", number, "first");
        let length = format!("{} · {}", planned.title, count(i64::from(planned.days), "day"));
        let wrong = form.cell(&name, "First day", day).kind("date");
        view! {
            <li class="plan-row" data-kind="day">
                <span class="plan-number" aria-hidden="true">{format!("R{number}")}</span>
                <span class="plan-what">{length}</span>
                {cell(wrong)}
            </li>
        }
    });
    view! {
        <fieldset class="field cohort-days">
            <legend>"First day of each residency"</legend>
            <p class="hint">"As the program's rules say. Type the days that are booked."</p>
            <input type="hidden" name="prefilled" value=form.start.clone()/>
            <ol class="plan-rows">{rows.collect_view()}</ol>
        </fieldset>
    }
}

fn outcome(form: &CohortForm, library: &Library, own: Tz, today: NaiveDate) -> impl IntoView + use<> {
    form.outcome.as_ref().map(|(plan, dates)| {
        let drawn = Timeline { calendar: dates, before: None, blackouts: &plan.blackouts, library, today };
        let title = if form.title.trim().is_empty() { "The cohort".to_owned() } else { form.title.trim().to_owned() };
        view! {
            <section class="block" aria-labelledby="calendar">
                <div class="block-head">
                    <h2 id="calendar">{title}", "{crate::when::days(dates.starts_on, dates.ends_on)}</h2>
                    <p>{count(dates.size() as i64, "date")}</p>
                </div>
                <input type="hidden" name="seal" value=form.seal.clone()/>
                {timeline(drawn)}
                {calendar(Outcome { calendar: dates, library, own })}
                <p class="form-actions plan-end">
                    <button class="button" data-kind="primary" name="do" value="create">"Create the cohort"</button>
                    <span class="quiet">"Nobody is told: it has no students yet. Each module is pinned to its newest version."</span>
                </p>
            </section>
        }
    })
}
