//! Correcting minutes, with a reason.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error, FieldError,
    ids::{EnrollmentId, MarkId},
    learning::evidence::Receipt,
    residencies::presence::{LONGEST_REASON, Mark, MarkKind, MarkWay},
};

use super::record;
use crate::{
    AppError, Site,
    forms::Typed,
    residencies::presence::{
        held::Held,
        pages::{correction_again, of_student},
    },
    visit::StaffOrFaculty,
};

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}/corrections`
pub async fn correct(
    Shared(site): Shared<Site>,
    visit: StaffOrFaculty,
    Path(at): Path<(String, String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let (held, student) = of_student(&visit, at).await?;
    let mark = match correction(&visit, &held, student, &form) {
        Ok(mark) => mark,
        Err(Error::Invalid(errors)) => return Ok(correction_again(&visit, (held, student), form, errors).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    let receipts = record(&site.db, visit.now, vec![mark]).await?;
    if receipts == [Receipt::Refused] {
        let message =
            "You have sent this form already, and it says something else now. Open the page again, and correct what stands there.";
        let errors = vec![FieldError { field: "minutes", message: message.to_owned() }];
        return Ok(correction_again(&visit, (held, student), form, errors).await?.into_response());
    }
    Ok(Redirect::to(&format!("{}/students/{student}?done=corrected", held.address())).into_response())
}

/// What was typed, as a mark made now.
fn correction(visit: &StaffOrFaculty, held: &Held, enrollment: EnrollmentId, form: &Typed) -> Result<Mark, Error> {
    let length = (held.session.ends_at - held.session.starts_at).num_minutes();
    let mut errors = Vec::new();
    let typed = form.trimmed("minutes");
    let minutes = if typed.is_empty() { None } else { typed.parse::<i64>().ok().filter(|minutes| (0..=length).contains(minutes)) };
    if !typed.is_empty() && minutes.is_none() {
        errors.push(FieldError { field: "minutes", message: format!("Write a whole number of minutes, 0 to {length}.") });
    }
    let reason = form.trimmed("reason").replace("\r\n", "\n");
    if reason.is_empty() {
        errors.push(FieldError { field: "reason", message: "Say why it is corrected.".into() });
    }
    if reason.chars().count() > LONGEST_REASON {
        errors.push(FieldError { field: "reason", message: format!("Write at most {LONGEST_REASON} characters.") });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let id: MarkId = form.get("id").parse().map_err(|_| Error::field("minutes", "Reload the page and send the form again."))?;
    let (session, by) = (held.session.id, visit.session.person.id);
    Ok(Mark { id, session, enrollment, kind: MarkKind::Correction, way: MarkWay::Correction, by, occurred_at: visit.now, reason, minutes })
}
