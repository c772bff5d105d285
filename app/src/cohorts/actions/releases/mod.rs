//! Looking at what a change of the calendar moves, and releasing it.

mod telling;

pub(crate) use telling::Titles;
pub(super) use telling::tell_missed;

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    cohorts::{
        Scope,
        store::{self, Impact},
    },
    learning::store::begun_modules,
    residencies::store::follow_calendar,
};

use crate::{
    AppError, Site,
    cohorts::{
        as_staff,
        pages::{CalendarForm, edit_calendar_page, impact_page, stale_page},
        plan::{Draft, Kind, Move, Wrong, day, wrongs},
    },
    forms::Typed,
    visit::Staff,
};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 2000;

/// `POST /cohorts/{cohort}/calendar/preview`: what a change would move; or the form again, after what a button did to its rows.
pub async fn preview_release(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let mut form = form(store::scope(&site.db, as_staff(&staff), &cohort, None).await?, &typed);
    if let Some(change) = Move::read(typed.get("do")) {
        form.open = !matches!(
            change,
            Move::Add(Kind::Residency) | Move::Remove(Kind::Residency, _) | Move::Up(Kind::Residency, _) | Move::Down(Kind::Residency, _)
        );
        form.draft = form.draft.moved(change);
        return Ok(edit_calendar_page(&staff, form).await?.into_response());
    }
    if typed.get("do") == "edit" {
        return Ok(edit_calendar_page(&staff, form).await?.into_response());
    }
    match look(&site, &staff, form).await? {
        Looked::At(form, _, impact) => Ok(impact_page(&staff, *form, *impact).await?.into_response()),
        Looked::Otherwise(answer) => Ok(answer),
    }
}

/// `POST /cohorts/{cohort}/calendar/releases`: releases it, and tells everybody whose own dates changed.
pub async fn release_calendar(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let form = form(store::scope(&site.db, as_staff(&staff), &cohort, None).await?, &typed);
    let (mut form, draft, impact) = match look(&site, &staff, form).await? {
        Looked::At(form, draft, impact) => (*form, *draft, *impact),
        Looked::Otherwise(answer) => return Ok(answer),
    };
    if let Some(reason) = of_note(&draft.note) {
        form.wrong.push(Wrong::new("note", "What is different", reason));
        return Ok(impact_page(&staff, form, impact).await?.into_response());
    }
    match put(&site, &staff, &form, draft).await {
        Ok(number) => Ok(Redirect::to(&format!("{}/calendar/releases/{number}?done=released", form.cohort())).into_response()),
        Err(Error::Conflict(Conflict::Stale)) => Ok(stale_page(&staff, form).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

fn form(scope: Scope, typed: &Typed) -> CalendarForm {
    let base = typed.get("base").parse().unwrap_or(-1);
    let (start, note) = (typed.trimmed("start"), typed.trimmed("note"));
    CalendarForm { scope, base, start, note, draft: Draft::typed(typed), wrong: Vec::new(), open: false }
}

fn of_note(note: &str) -> Option<&'static str> {
    match note.chars().count() {
        0 => Some("Say what is different, in a sentence for everybody whose dates change."),
        length if length > LONGEST_NOTE => Some("Write at most 2,000 characters."),
        _ => None,
    }
}

/// What came of looking at a draft.
enum Looked {
    /// It can be released, and would do this.
    At(Box<CalendarForm>, Box<store::Draft>, Box<Impact>),
    /// It cannot: the answer says why.
    Otherwise(Response),
}

async fn look(site: &Site, staff: &Staff, mut form: CalendarForm) -> Result<Looked, AppError> {
    form.draft = form.draft.without_blank_rows();
    let start = day(&form.start);
    if start.is_none() {
        form.wrong.push(Wrong::new("start", "Start", "Choose a day, or write one like 2027-01-09."));
    }
    let plan = form.draft.plan();
    let (start, plan) = match (start, plan) {
        (Some(start), Ok(plan)) => (start, plan),
        (_, plan) => {
            form.wrong.extend(plan.err().unwrap_or_default());
            return Ok(Looked::Otherwise(edit_calendar_page(staff, form).await?.into_response()));
        }
    };
    let draft = store::Draft { base: form.base, starts_on: start, plan, note: form.note.clone() };
    let cohort = form.scope.cohort().id;
    let begun = begun_modules(&site.db, cohort).await?;
    match store::impact(&site.db, cohort, &draft, &begun, staff.now).await {
        Ok(Ok(impact)) => Ok(Looked::At(Box::new(form), Box::new(draft), Box::new(impact))),
        Ok(Err(faults)) => {
            form.wrong = wrongs(&form.draft, &draft.plan, faults);
            Ok(Looked::Otherwise(edit_calendar_page(staff, form).await?.into_response()))
        }
        Err(Error::Conflict(Conflict::Stale)) => Ok(Looked::Otherwise(stale_page(staff, form).await?.into_response())),
        Err(other) => Err(other.into()),
    }
}

/// Releases, and tells, in one transaction; the release's number.
async fn put(site: &Site, staff: &Staff, form: &CalendarForm, draft: store::Draft) -> Result<i64, Error> {
    let (now, actor, cohort) = (staff.now, Some(staff.session.person.id), form.scope.cohort().clone());
    let base_url = site.settings.base_url.clone();
    let titles = telling::Titles::load(&site.db, &form.scope, now).await?;
    site.db
        .write(move |tx| {
            Box::pin(async move {
                let begun = begun_modules(tx, cohort.id).await?;
                let released = store::release(tx, now, actor, cohort.id, &draft, &begun).await?;
                follow_calendar(tx, now, cohort.id).await?;
                telling::tell(tx, &base_url, (&cohort, &titles, &draft.note), &released, now).await?;
                Ok(released.number)
            })
        })
        .await
}
