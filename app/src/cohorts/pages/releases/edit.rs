//! The calendar of a cohort in its form: residencies first, for that is what moves; the rules of the rest under a fold.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use domain::cohorts::{Scope, store};
use leptos::prelude::*;

use super::head;
use crate::{
    AppError, Page, Site,
    cohorts::{
        as_staff,
        pages::{
            plan::{self, Cell, Library, PlanForm, cell},
            words::sight,
        },
        plan::{Draft, Wrong},
    },
    page::Width,
    visit::{Staff, Visit},
};

/// A cohort's calendar in its form.
#[derive(Clone)]
pub struct CalendarForm {
    /// The cohort.
    pub scope: Scope,
    /// The number of the release it was made from.
    pub base: i64,
    /// The first day, as typed.
    pub start: String,
    /// The plan, as typed.
    pub draft: Draft,
    /// What is different, as typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
    /// Whether the rules of modules are worked on.
    pub open: bool,
}

impl CalendarForm {
    /// What is in force, to be changed.
    pub fn of(scope: Scope, in_force: &store::InForce) -> Self {
        let draft = Draft::of(&in_force.plan).dated(&in_force.calendar);
        let start = in_force.calendar.starts_on.to_string();
        Self { scope, base: in_force.number, start, draft, note: String::new(), wrong: Vec::new(), open: false }
    }

    /// The address of the cohort.
    pub fn cohort(&self) -> String {
        format!("/cohorts/{}", self.scope.cohort().slug)
    }

    /// Everything but the note, as fields that are sent and not shown.
    pub(super) fn hidden(&self) -> impl IntoView + use<> {
        view! {
            <input type="hidden" name="base" value=self.base.to_string()/>
            <input type="hidden" name="start" value=self.start.clone()/>
            {plan::hidden(&self.draft)}
        }
    }
}

/// `GET /cohorts/{cohort}/calendar/edit`
pub async fn edit_calendar(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let in_force = store::plan_in_force(&site.db, scope.cohort().id).await?;
    edit_calendar_page(&staff, CalendarForm::of(scope, &in_force)).await
}

/// The page with what stands in its form.
///
/// # Errors
/// Those of the database.
pub async fn edit_calendar_page(visit: &Visit, form: CalendarForm) -> Result<Page, AppError> {
    let library = Library::of_cohort(&visit.site.db, &form.scope).await?;
    let status = if form.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if form.wrong.is_empty() { "Change dates" } else { "Error: Change dates" };
    let page = Page::new(visit, title, move || {
        let cohort = form.scope.cohort().clone();
        let lede = view! { <p class="lede">"Nothing changes and nobody is told until you have seen what moves and release it."</p> };
        view! {
            {head(&cohort, "Change dates", format!("Change dates of {}", cohort.title), lede.into_any())}
            {body(form, library)}
        }
    });
    Ok(page.status(status).width(Width::Wide))
}

fn body(form: CalendarForm, library: Library) -> impl IntoView {
    let action = format!("{}/calendar/preview", form.cohort());
    let sight = sight(&form.scope);
    let zone = form.scope.cohort().time_zone.name();
    let CalendarForm { base, start, draft, note, wrong, open, .. } = form;
    let plan = PlanForm { draft, wrong, library, action: action.clone(), dated: true };
    let start_cell = Cell { hint: "The first campus day. Rules count from it.", ..plan.single("start", "Start", &start) }.kind("date");
    view! {
        {plan::summary(&plan.library, &plan.draft, &plan.wrong)}
        <form class="plan-form" method="post" action=action novalidate=true>
            {plan::default_button()}
            <input type="hidden" name="base" value=base.to_string()/>
            <input type="hidden" name="note" value=note/>
            {plan::residencies(&plan)}
            {rules(&plan, open)}
            <div class="cohort-start">{cell(start_cell)}</div>
            <p class="form-actions plan-end">
                <button class="button" data-kind="primary">"See what moves"</button>
                <span class="quiet">{in_force(base)}</span>
            </p>
        </form>
        <p class="aside-note no-print">{sight}" "{format!("Days and times are campus time ({zone}).")}</p>
    }
}

/// The rules of all the rest; open while somebody works on them or something in them is wrong.
fn rules(plan: &PlanForm, open: bool) -> impl IntoView + use<> {
    let wrong = plan.wrong.iter().any(|wrong| wrong.field != "start" && !wrong.field.starts_with('r'));
    view! {
        <details class="disclosure plan-rules" open=open || wrong>
            <summary>"Rules of modules, blackouts, end and completion"</summary>
            <div>{plan::help()}{plan::others(plan)}</div>
        </details>
    }
}

fn in_force(base: i64) -> String {
    match base {
        0 => "In force are the dates as they were set up; the first release will be number 1.".to_owned(),
        base => format!("In force is release {base}."),
    }
}
