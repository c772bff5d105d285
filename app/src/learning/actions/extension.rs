//! Asking for more time, and taking the request back.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    cohorts::{Asking, Basis, Extension, store as cohorts, typed_basis},
    db::Tx,
    ids::ExtensionId,
    learning::store::{self, UnitView},
    messages::{Notice, Topic, store::tell},
};

use crate::{AppError, Site, forms::Typed, learning::pages::extension_again, visit::Student, when};

/// `POST /learn/{module}/{unit}/extension`
pub async fn ask_for_more_time(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, &module, &unit).await?;
    let id: ExtensionId = form.get("id").parse().map_err(|_| lost())?;
    let asked = match typed_basis("absolute", form.get("due_on"), "") {
        Ok(basis) => send(&site, &student, &unit, (id, basis), form.trimmed("reason")).await,
        Err(wrong) => Err(Error::Invalid(vec![wrong])),
    };
    let errors = match asked {
        Ok(()) => return Ok(Redirect::to(&format!("/learn/{module}/{}/extension", unit.slug)).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::PlaceTaken)) => {
            let message = "You have asked for more time for this unit already. Take that request back first.".to_owned();
            vec![FieldError { field: "due_on", message }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(extension_again(&site, student, unit, form, errors).await?.into_response())
}

fn lost() -> AppError {
    AppError::Malformed("The form did not arrive whole. Go back, reload the page and send it again; nothing was changed.".into())
}

async fn send(site: &Site, student: &Student, unit: &UnitView, (id, basis): (ExtensionId, Basis), reason: String) -> Result<(), Error> {
    let Some(due_on) = basis.due_on() else { return Err(Error::NotFound) };
    if unit.completed_at.is_some() {
        return Err(Error::field("due_on", "You have completed this unit: it needs no more time."));
    }
    let asking = Asking { id, enrollment: student.place.enrollment, unit: unit.id, due_on, reason: reason.replace("\r\n", "\n") };
    let (person, cohort, now, base_url) = (student.session.person.id, student.place.cohort, student.now, site.settings.base_url.clone());
    site.db
        .write(move |tx| {
            Box::pin(async move {
                let known = cohorts::extension(tx, cohort, asking.id).await.is_ok();
                cohorts::ask(tx, now, person, &asking).await?;
                let extension = cohorts::extension(tx, cohort, asking.id).await?;
                // The same form sent again tells nobody again.
                if known { Ok(()) } else { tell_staff(tx, &base_url, &extension, (cohort, now)).await }
            })
        })
        .await
}

type Moment = (domain::ids::CohortId, chrono::DateTime<chrono::Utc>);

async fn tell_staff(tx: &Tx, base_url: &str, one: &Extension, (cohort, now): Moment) -> Result<(), Error> {
    let until = when::long(one.due_at, one.campus);
    let reason = one.reason.replace('\n', "\n> ");
    for person in cohorts::runners(tx, cohort).await? {
        let notice = Notice {
            person,
            topic: Topic::Extensions,
            title: format!("{} asks for more time: {}", one.student, one.unit_title),
            body: format!(
                "{} asks for time until {until} campus time for “{}” of {}.\n\n> {reason}",
                one.student, one.unit_title, one.module_title
            ),
            link: format!("/cohorts/{}/extensions", one.cohort_slug),
        };
        tell(tx, base_url, &notice, now).await?;
    }
    Ok(())
}

/// `POST /learn/{module}/{unit}/extension/withdrawal`
pub async fn withdraw_request(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Redirect, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, &module, &unit).await?;
    let id: ExtensionId = form.get("id").parse().map_err(|_| lost())?;
    let (person, enrollment, now) = (student.session.person.id, student.place.enrollment, student.now);
    let back = site.db.write(move |tx| Box::pin(async move { cohorts::withdraw(tx, now, person, (enrollment, id)).await })).await;
    match back {
        Err(Error::Conflict(Conflict::Closed)) => {
            Err(AppError::Conflict("Your request was answered meanwhile. Go back and reload the page to see the answer.".into()))
        }
        other => other.map(|()| Redirect::to(&format!("/learn/{module}/{}/extension", unit.slug))).map_err(AppError::from),
    }
}
