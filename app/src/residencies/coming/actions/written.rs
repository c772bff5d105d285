//! Staff write an answer down for a student.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    ids::EnrollmentId,
    residencies::{
        coming::{Answering, rules},
        store::answer_for,
    },
};

use super::super::pages::behalf_again;
use crate::{AppError, Site, forms::Typed, residencies::OfStaff, visit::Staff};

/// `POST /cohorts/{cohort}/residencies/{number}/coming/{enrollment}/answer`
pub async fn write_down(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number, enrollment)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let written = match typed(&of, enrollment, &form) {
        Ok((answering, reason)) => {
            let (actor, now) = (staff.session.person.id, staff.now);
            site.db.write(move |tx| Box::pin(async move { answer_for(tx, now, actor, &answering, &reason).await })).await
        }
        Err(wrong) => Err(wrong),
    };
    match written {
        Ok(()) => Ok(Redirect::to(&format!("{}/coming?done=written", of.address())).into_response()),
        Err(Error::Invalid(errors)) => Ok(behalf_again(&staff, of, enrollment, form, errors).await?.into_response()),
        Err(other) => Err(other.into()),
    }
}

/// Everything that is wrong at once.
fn typed(of: &OfStaff, enrollment: EnrollmentId, form: &Typed) -> Result<(Answering, String), Error> {
    let answering = rules::answering(&of.residency, enrollment, form.get("answer"), form.all("days"), form.get("note"));
    match (answering, rules::reason(form.get("reason"))) {
        (Ok(answering), Ok(reason)) => Ok((answering, reason)),
        (Err(Error::Invalid(mut errors)), Err(Error::Invalid(more))) => {
            errors.extend(more);
            Err(Error::Invalid(errors))
        }
        (Err(wrong), _) | (_, Err(wrong)) => Err(wrong),
    }
}
