//! Creating a cohort from a program: first looked at, then created, and nothing is created that was not looked at.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{
    Conflict, Error,
    cohorts::{
        calendar::{Calendar, Plan, Rule, resolve},
        is_slug,
        store::{self, CohortFromProgram, Program},
    },
    ids::CohortId,
};
use sha2::{Digest, Sha256};

use super::slug_of;
use crate::{
    AppError, Site,
    cohorts::{
        as_staff,
        pages::{CohortForm, new_cohort_page},
        plan::{Draft, Wrong, day, field, wrongs},
    },
    forms::Typed,
    visit::Staff,
};

/// `POST /programs/{program}/cohorts`
pub async fn create_cohort(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path(program): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let program = store::program(&site.db, as_staff(&staff), &program).await?;
    let mut form = form(program, &typed);
    let known = read(&site, &mut form, typed.get("prefilled")).await?;
    let seen = typed.get("seal") == form.seal;
    match known {
        Some(new) if typed.get("do") == "create" && seen && form.wrong.is_empty() => create(&site, &staff, form, new).await,
        _ => {
            form.changed = typed.get("do") == "create" && form.wrong.is_empty();
            Ok(new_cohort_page(&staff, form).await?.into_response())
        }
    }
}

fn form(program: Program, typed: &Typed) -> CohortForm {
    let title = typed.trimmed("title");
    let slug = Some(typed.trimmed("slug")).filter(|slug| !slug.is_empty()).unwrap_or_else(|| slug_of(&title));
    let days = (1..=program.plan.0.residencies.len()).map(|number| typed.trimmed(&field("r", number, "first"))).collect();
    let (zone, start) = (typed.trimmed("zone"), typed.trimmed("start"));
    CohortForm { program, title, slug, zone, start, days, wrong: Vec::new(), outcome: None, seal: String::new(), changed: false }
}

/// Fills in the days, and says what is wrong or what it all comes to. What can be created, if it can be.
async fn read(site: &Site, form: &mut CohortForm, prefilled: &str) -> Result<Option<CohortFromProgram>, AppError> {
    names(form);
    let zone: Option<Tz> = form.zone.parse().ok();
    if zone.is_none() {
        form.wrong.push(Wrong::new("zone", "Campus time zone", "Choose a time zone from the list."));
    }
    let start = day(&form.start);
    if start.is_none() {
        form.wrong.push(Wrong::new("start", "Start", "Choose a day, or write one like 2027-01-09."));
    }
    let (Some(zone), Some(start)) = (zone, start) else {
        form.days.clear();
        return Ok(None);
    };
    prefill(form, start, day(prefilled), zone);
    let Some((plan, calendar)) = dates(site, form, start, zone).await? else { return Ok(None) };
    form.seal = seal(&calendar);
    form.outcome = Some((plan.clone(), calendar));
    let (id, program) = (CohortId::new(), form.program.id);
    let (slug, title) = (form.slug.clone(), form.title.clone());
    Ok(Some(CohortFromProgram { id, program, slug, title, time_zone: zone, starts_on: start, plan }))
}

fn names(form: &mut CohortForm) {
    if form.title.is_empty() {
        form.wrong.push(Wrong::new("title", "Name", "Write a name."));
    } else if !is_slug(&form.slug) {
        let reason = "Use small letters, digits and single dashes between them, at most 60 of them.";
        form.wrong.push(Wrong::new("slug", "Name in addresses", reason));
    }
}

/// Days that nobody typed are those the rules say: also those that an earlier start had filled in.
fn prefill(form: &mut CohortForm, start: NaiveDate, before: Option<NaiveDate>, zone: Tz) {
    let ruled = |start: NaiveDate| -> Vec<String> {
        let calendar = resolve(&form.program.plan.0, start, zone).ok();
        calendar.map(|dates| dates.residencies.iter().map(|one| one.first_day.to_string()).collect()).unwrap_or_default()
    };
    let (now, then) = (ruled(start), before.map(ruled).unwrap_or_default());
    for (place, typed) in form.days.iter_mut().enumerate() {
        let untouched = typed.is_empty() || then.get(place) == Some(typed);
        if let (true, Some(day)) = (untouched, now.get(place)) {
            typed.clone_from(day);
        }
    }
}

/// The plan with its residencies on the days that were chosen, and what it comes to; what is wrong is noted.
async fn dates(site: &Site, form: &mut CohortForm, start: NaiveDate, zone: Tz) -> Result<Option<(Plan, Calendar)>, AppError> {
    let mut plan = form.program.plan.0.clone();
    for (number, (planned, typed)) in (1..).zip(plan.residencies.iter_mut().zip(&form.days)) {
        match (day(typed), typed.is_empty()) {
            (Some(day), _) => planned.first_day = Rule::fixed(day, None),
            (None, true) => {}
            (None, false) => {
                let place = format!("Residency {number}, first day");
                form.wrong.push(Wrong::new(field("r", number, "first"), place, "Choose a day, or write one like 2027-03-06."));
            }
        }
    }
    let draft = Draft::of(&plan);
    let mut faults = store::plan_faults(&site.db, &plan).await?;
    let calendar = match resolve(&plan, start, zone) {
        Ok(calendar) if faults.is_empty() => Some(calendar),
        Ok(_) => None,
        Err(found) => {
            faults.extend(found.into_iter().filter(|fault| !faults.contains(fault)).collect::<Vec<_>>());
            None
        }
    };
    form.wrong.extend(wrongs(&draft, &plan, faults));
    Ok(calendar.map(|calendar| (plan, calendar)))
}

/// What a calendar is recognized by.
fn seal(calendar: &Calendar) -> String {
    let text = serde_json::to_vec(calendar).unwrap_or_default();
    hex::encode(&Sha256::digest(text)[..12])
}

async fn create(site: &Site, staff: &Staff, mut form: CohortForm, new: CohortFromProgram) -> Result<Response, AppError> {
    let (now, actor, slug) = (staff.now, Some(staff.session.person.id), new.slug.clone());
    let created = site.db.write(move |tx| Box::pin(async move { store::create_cohort_from(tx, now, actor, &new).await })).await;
    match created {
        Ok(_) => Ok(Redirect::to(&format!("/cohorts/{slug}")).into_response()),
        Err(Error::Conflict(Conflict::SlugTaken)) => {
            let reason = "Another cohort has this name in addresses. Choose another.";
            form.wrong.push(Wrong::new("slug", "Name in addresses", reason));
            Ok(new_cohort_page(staff, form).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}
