//! A program: its whole template as one form, and beside it what the rules come to with a start on some day.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use domain::cohorts::{
    calendar::Calendar,
    store::{self, Program},
};
use leptos::prelude::*;

use super::stale;
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::{
            plan::{self, Library, Outcome, PlanForm, cell, outline},
            words::{breadcrumbs, notice},
        },
        plan::{Draft, Wrong, day, wrongs},
    },
    forms,
    page::Width,
    visit::{Staff, Visit},
};

/// The zone a template is tried in: days come out the same in all.
const TRIED_IN: Tz = chrono_tz::America::New_York;

/// A program in its form.
pub struct ProgramForm {
    /// As it is stored.
    pub program: Program,
    /// The revision that was looked at.
    pub revision: i64,
    /// Its name, as typed.
    pub title: String,
    /// Its summary, as typed.
    pub summary: String,
    /// The plan, as typed.
    pub draft: Draft,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
    /// The start to try, as typed.
    pub start: String,
    /// Whether somebody else changed it meanwhile: then what stands there now is shown too.
    pub stale: bool,
}

impl ProgramForm {
    /// As it is stored.
    pub fn of(program: Program, today: NaiveDate) -> Self {
        let draft = Draft::of(&program.plan.0);
        let (revision, title, summary) = (program.revision, program.title.clone(), program.summary.clone());
        Self { program, revision, title, summary, draft, wrong: Vec::new(), start: next_january(today).to_string(), stale: false }
    }

    /// The calendar with the start that is tried; nothing while the plan is wrong.
    ///
    /// # Errors
    /// What is wrong, at its fields.
    pub fn tried(&self) -> Result<Calendar, Vec<Wrong>> {
        let start = day(&self.start).ok_or_else(|| vec![Wrong::new("start", "Start", "Choose a day, or write one like 2027-01-09.")])?;
        let plan = self.draft.plan()?;
        domain::cohorts::calendar::resolve(&plan, start, TRIED_IN).map_err(|faults| wrongs(&self.draft, &plan, faults))
    }
}

/// The second Saturday of next January: a start as good as any to see what rules come to.
fn next_january(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(today.year() + 1, 1, chrono::Weekday::Sat, 2).unwrap_or(today)
}

/// `GET /programs/{program}`
pub async fn program(Shared(site): Shared<Site>, staff: Staff, Path(program): Path<String>) -> Result<Page, AppError> {
    let program = store::program(&site.db, as_staff(&staff), &program).await?;
    program_page(&staff, ProgramForm::of(program, staff.now.date_naive())).await
}

/// The page with what stands in its form.
///
/// # Errors
/// Those of the database.
pub async fn program_page(visit: &Visit, form: ProgramForm) -> Result<Page, AppError> {
    let library = Library::load(&visit.site.db).await?;
    let status = match (form.stale, form.wrong.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let error = status != StatusCode::OK;
    let title = if error { format!("Error: {}", form.program.title) } else { form.program.title.clone() };
    let notice = notice(
        visit,
        &[("created", "The program is created. Now say what it is made of."), ("saved", "Saved. No running cohort was changed.")],
    );
    let own = visit.session.as_ref().map_or(TRIED_IN, |session| session.person.time_zone);
    let page = Page::new(visit, title, move || {
        view! { {notice} {head(&form.program)} {plan::help()} {body(form, library, own)} }
    });
    Ok(page.status(status).width(Width::Wide))
}

fn head(program: &Program) -> impl IntoView + use<> {
    let (new, staff) = (format!("/programs/{}/cohorts/new", program.slug), format!("/programs/{}/staff", program.slug));
    view! {
        <header class="page-head">
            {breadcrumbs(vec![("Programs".into(), "/programs".into())], program.title.clone())}
            <h1>{program.title.clone()}</h1>
            <p class="lede">"The template of its cohorts. A change here changes no cohort that is running."</p>
            <p class="form-actions"><a class="button" href=new>"Create a cohort from it"</a><a href=staff>"Who runs it"</a></p>
        </header>
    }
}

fn body(form: ProgramForm, library: Library, own: Tz) -> impl IntoView {
    let action = format!("/programs/{}", form.program.slug);
    let tried = form.tried();
    let changed = form.stale.then(|| stale::notice(&form));
    let ProgramForm { revision, title, summary, draft, wrong, start, .. } = form;
    let plan = PlanForm { draft, wrong, library, action: action.clone(), dated: false };
    let revision = revision.to_string();
    view! {
        {changed}
        {plan::summary(&plan.library, &plan.draft, &plan.wrong)}
        <form class="plan-form split" method="post" action=action.clone() novalidate=true>
            <div>
                <input type="hidden" name="revision" value=revision/>
                {plan::default_button()}
                {names(&plan, &title, summary)}
                {plan::residencies(&plan)}
                {plan::others(&plan)}
                <p class="form-actions plan-end"><button class="button" data-kind="primary">"Save the program"</button></p>
            </div>
            {preview(&plan, &start, tried, own)}
        </form>
    }
}

fn names(plan: &PlanForm, title: &str, summary: String) -> impl IntoView + use<> {
    view! {
        {cell(plan.single("title", "Name", title))}
        <div class="field">
            <label for="summary">"In a sentence or two"</label>
            {forms::bare_text_area("summary".into(), "In a sentence or two", 2, 1000, forms::content(&summary))}
        </div>
    }
}

/// What the rules come to with a start on a day.
fn preview(plan: &PlanForm, start: &str, tried: Result<Calendar, Vec<Wrong>>, own: Tz) -> impl IntoView + use<> {
    let outcome = match tried {
        Ok(calendar) if calendar.size() == 0 => {
            view! { <p class="quiet">"Residencies and modules will stand here on the days they come to."</p> }.into_any()
        }
        Ok(calendar) => outline(Outcome { calendar: &calendar, library: &plan.library, own }).into_any(),
        Err(wrong) => {
            let wrong = wrong.iter().map(|one| view! { <li>{plan.library.sentence(&plan.draft, one)}</li> }).collect_view();
            view! { <p class="quiet">"With this start the rules come to no calendar:"</p><ul class="plain quiet">{wrong}</ul> }.into_any()
        }
    };
    let action = format!("{}#preview", plan.action);
    view! {
        <aside class="panel plan-preview" id="preview" aria-label="What the rules come to">
            <section>
                <h2>"With a start on"</h2>
                {cell(plan.single("start", "Start", start).kind("date"))}
                <p class="form-actions"><button class="button" name="do" value="preview" formaction=action>"Show the calendar"</button></p>
                {outcome}
            </section>
        </aside>
    }
}
