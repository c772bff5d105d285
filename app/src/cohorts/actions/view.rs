//! Beginning and ending to look at the site as a student of a cohort.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{Days, NaiveDate};
use domain::{
    Error, FieldError,
    cohorts::{Reader, Scope, store},
    policy::{self, View},
};

use crate::{
    AppError, Site,
    cohorts::pages::cohort_calendar_page,
    forms::Typed,
    visit::{Member, StaffOrFaculty, Visit},
    when,
};

/// How many days before its first and after its last a cohort can be looked at.
const AROUND: Days = Days::new(366);

/// `POST /cohorts/{cohort}/view`: for who runs or teaches the cohort.
pub async fn begin_view(
    Shared(site): Shared<Site>,
    visitor: StaffOrFaculty,
    Path(cohort): Path<String>,
    typed: Typed,
) -> Result<Response, AppError> {
    let (scope, runs) = scope(&site, &visitor, &cohort).await?;
    let days = (scope.cohort().starts_on, scope.cohort().ends_on);
    let day = match viewed_day(&typed, days) {
        Ok(day) => day,
        Err(error) => return Ok(cohort_calendar_page(&visitor, scope, runs, typed.with(vec![error])).await?.into_response()),
    };
    let (session, cohort, now) = (visitor.session.id, scope.cohort().id, visitor.now);
    site.db.write(move |tx| Box::pin(async move { store::begin_view(tx, session, cohort, day, now).await })).await?;
    Ok(Redirect::to("/today").into_response())
}

/// The cohort, and whether they run it; who does not may still teach it.
async fn scope(site: &Site, visit: &Visit, cohort: &str) -> Result<(Scope, bool), AppError> {
    let (rights, person) = (visit.rights(), visit.session.as_ref().map(|session| session.person.id).ok_or(AppError::NotFound)?);
    let staff = if rights.administrator { Reader::Administrator } else { Reader::Staff(person) };
    if policy::is_staff(rights) {
        match store::scope(&site.db, staff, cohort, None).await {
            Err(Error::NotFound) => {}
            found => return Ok((found?, true)),
        }
    }
    Ok((store::scope(&site.db, Reader::Faculty(person), cohort, None).await?, false))
}

/// The `day` to look at, of a cohort with these first and last days.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn viewed_day(typed: &Typed, (starts_on, ends_on): (NaiveDate, NaiveDate)) -> Result<NaiveDate, FieldError> {
    let (first, last) = (starts_on - AROUND, ends_on + AROUND);
    match typed.trimmed("day").parse::<NaiveDate>() {
        Ok(day) if (first..=last).contains(&day) => Ok(day),
        Ok(_) => {
            let message = format!("Choose a day from {} to {}.", when::day(first), when::day(last));
            Err(FieldError { field: "day", message })
        }
        Err(_) => Err(FieldError { field: "day", message: "Write a day as year, month and day, such as 2027-03-09.".into() }),
    }
}

/// `POST /view-end`: back to the calendar of the cohort that was looked at, or to the studio where it was a draft.
pub async fn end_view(Shared(site): Shared<Site>, member: Member) -> Result<Redirect, AppError> {
    let back = match member.viewing() {
        Some(View { draft: Some(draft), slug, on, .. }) => format!("/studio/{}/view?cohort={slug}&day={on}", draft.module),
        Some(view) => {
            let (_, runs) = scope(&site, &member, &view.slug).await?;
            format!("/{}/{}/calendar", if runs { "cohorts" } else { "teaching" }, view.slug)
        }
        None => "/".to_owned(),
    };
    let session = member.session.id;
    site.db.write(move |tx| Box::pin(async move { store::end_view(tx, session).await })).await?;
    Ok(Redirect::to(&back))
}
