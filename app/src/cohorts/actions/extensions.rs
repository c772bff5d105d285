//! Answering, giving, changing and taking back more time. The student is told in the same transaction.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    Conflict, Error, FieldError,
    cohorts::{Deciding, Extension, ExtensionState, Granting, Scope, Verdict, store as cohorts, typed_basis},
    db::Tx,
    ids::{EnrollmentId, ExtensionId, UnitId},
    messages::{Notice, Topic, store::tell},
};

use crate::{
    AppError, Site,
    cohorts::{
        as_staff,
        pages::{decision_again, giving_again},
    },
    forms::Typed,
    visit::Staff,
    when,
};

/// `POST /cohorts/{cohort}/extensions/{extension}/answer`
pub async fn answer_extension(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, id)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let id: ExtensionId = id.parse().map_err(|_| AppError::NotFound)?;
    cohorts::extension(&site.db, scope.cohort().id, id).await?;
    let decided = match deciding(&form, id) {
        Ok(deciding) => decide(&site, &staff, &scope, deciding).await,
        Err(wrong) => Err(Error::Invalid(vec![wrong])),
    };
    let (errors, stale) = match decided {
        Ok(done) => return Ok(Redirect::to(&format!("/cohorts/{cohort}/extensions?done={done}")).into_response()),
        Err(Error::Invalid(errors)) => (errors, false),
        Err(Error::Conflict(Conflict::Stale | Conflict::Closed)) => {
            let message = "This changed while you looked at it: it stands here as it is now. Decide again if something is left to decide.";
            (vec![FieldError { field: "verdict", message: message.to_owned() }], true)
        }
        Err(other) => return Err(other.into()),
    };
    Ok(decision_again(staff, scope, id, (form, errors), stale).await?.into_response())
}

/// What was decided, as it was typed.
fn deciding(form: &Typed, id: ExtensionId) -> Result<Deciding, FieldError> {
    let verdict = match form.get("verdict") {
        "as-asked" => Verdict::AsAsked,
        "refused" => Verdict::Refused,
        "taken-back" => Verdict::TakenBack,
        basis @ ("absolute" | "relative") => Verdict::Instead(typed_basis(basis, form.get("due_on"), form.get("days"))?),
        _ => return Err(FieldError { field: "verdict", message: "Choose an answer.".to_owned() }),
    };
    // Without a number it is none that anybody saw: stale.
    let sequence = form.get("sequence").parse().unwrap_or(0);
    Ok(Deciding { id, sequence, verdict, answer: form.get("answer").replace("\r\n", "\n") })
}

/// Returns what was done, in a word for the address.
async fn decide(site: &Site, staff: &Staff, scope: &Scope, deciding: Deciding) -> Result<&'static str, Error> {
    let (actor, cohort, now) = (staff.session.person.id, scope.cohort().id, staff.now);
    let base_url = site.settings.base_url.clone();
    let done = match deciding.verdict {
        Verdict::AsAsked | Verdict::Instead(_) => "granted",
        Verdict::Refused => "refused",
        Verdict::TakenBack => "taken-back",
    };
    site.db
        .write(move |tx| {
            Box::pin(async move {
                cohorts::decide(tx, now, actor, cohort, &deciding).await?;
                let extension = cohorts::extension(tx, cohort, deciding.id).await?;
                tell_student(tx, &base_url, &extension, now).await
            })
        })
        .await?;
    Ok(done)
}

/// `POST /cohorts/{cohort}/students/{enrollment}/extensions`
pub async fn give_more_time(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let given = match granting(&form, enrollment) {
        Ok(granting) => give(&site, &staff, &scope, granting).await,
        Err(wrong) => Err(Error::Invalid(vec![wrong])),
    };
    let errors = match given {
        Ok(()) => return Ok(Redirect::to(&format!("/cohorts/{cohort}/extensions?done=granted")).into_response()),
        Err(Error::Invalid(errors)) => errors,
        Err(Error::Conflict(Conflict::PlaceTaken)) => {
            let message = "This student has asked for more time for this unit and waits for an answer: answer that, under Extensions.";
            vec![FieldError { field: "unit", message: message.to_owned() }]
        }
        Err(other) => return Err(other.into()),
    };
    Ok(giving_again(&staff, scope, enrollment, (form, errors)).await?.into_response())
}

fn granting(form: &Typed, enrollment: EnrollmentId) -> Result<Granting, FieldError> {
    let wrong = |field, message: &str| FieldError { field, message: message.to_owned() };
    let unit: UnitId = form.get("unit").parse().map_err(|_| wrong("unit", "Choose a unit."))?;
    let basis = typed_basis(form.get("basis"), form.get("due_on"), form.get("days"))?;
    let id: ExtensionId = form.get("id").parse().map_err(|_| wrong("unit", "Reload the page and send the form again."))?;
    Ok(Granting { id, enrollment, unit, basis, reason: form.get("reason").replace("\r\n", "\n") })
}

async fn give(site: &Site, staff: &Staff, scope: &Scope, granting: Granting) -> Result<(), Error> {
    let (actor, cohort, now) = (staff.session.person.id, scope.cohort().id, staff.now);
    let base_url = site.settings.base_url.clone();
    site.db
        .write(move |tx| {
            Box::pin(async move {
                let known = cohorts::extension(tx, cohort, granting.id).await.is_ok();
                cohorts::grant(tx, now, actor, cohort, &granting).await?;
                let extension = cohorts::extension(tx, cohort, granting.id).await?;
                // The same form sent again tells nobody again.
                if known { Ok(()) } else { tell_student(tx, &base_url, &extension, now).await }
            })
        })
        .await
}

async fn tell_student(tx: &Tx, base_url: &str, one: &Extension, now: DateTime<Utc>) -> Result<(), Error> {
    let (unit, module) = (&one.unit_title, &one.module_title);
    let (until, own) = (when::long(one.due_at, one.campus), when::long(one.base_due_at, one.campus));
    let (title, first) = match one.state {
        ExtensionState::Granted => {
            let promise = one.basis().promise();
            (format!("More time for {unit}"), format!("You have time until {until} campus time for “{unit}” of {module}: {promise}."))
        }
        ExtensionState::Refused => {
            (format!("No more time for {unit}"), format!("“{unit}” of {module} is due {own} campus time, as it was."))
        }
        _ => (format!("More time for {unit} was taken back"), format!("“{unit}” of {module} is due {own} campus time again.")),
    };
    let words = if one.answer.is_empty() && !one.asked { &one.reason } else { &one.answer };
    let words = if words.is_empty() { String::new() } else { format!("\n\n> {}", words.replace('\n', "\n> ")) };
    let link = format!("/learn/{}/{}/extension", one.module_slug, one.unit_slug);
    let notice = Notice { person: one.person_id, topic: Topic::Extensions, title, body: format!("{first}{words}"), link };
    tell(tx, base_url, &notice, now).await
}
