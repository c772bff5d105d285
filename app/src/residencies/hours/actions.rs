//! Saying when somebody is there.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    ids::{CohortId, PersonId, ResidencyId},
    residencies::{
        hours::{Presence, hours},
        store,
    },
};

use super::{
    form,
    own::{self, Taught},
    staff,
};
use crate::{
    AppError, Site,
    forms::Typed,
    residencies::OfStaff,
    visit::{Faculty, Staff, Visit},
};

/// `POST /cohorts/{cohort}/residencies/{number}/faculty/{person}`
pub async fn put_hours(
    Shared(_): Shared<Site>,
    who: Staff,
    Path((cohort, number, person)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&who, &cohort, &number).await?;
    let person: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
    let presence = match hours(&form::typed(&of.residency, &form)) {
        Ok(presence) => presence,
        Err(faults) => return Ok(staff::show(&who, of, person, Some(form::again(form, faults))).await?.into_response()),
    };
    let whose = (of.scope.cohort().id, of.residency.id, person);
    let done = keep(&who, who.session.person.id, whose, presence).await?;
    Ok(Redirect::to(&format!("{}/faculty?done={done}", of.address())).into_response())
}

/// `POST /teaching/{cohort}/residencies/{number}/hours`
pub async fn put_own_hours(
    Shared(_): Shared<Site>,
    faculty: Faculty,
    Path((cohort, number)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let of = Taught::load(&faculty, &cohort, &number).await?;
    let presence = match hours(&form::typed(&of.residency, &form)) {
        Ok(presence) => presence,
        Err(faults) => return Ok(own::show(&faculty, of, Some(form::again(form, faults))).await?.into_response()),
    };
    let person = faculty.session.person.id;
    let done = keep(&faculty, person, (of.scope.cohort().id, of.residency.id, person), presence).await?;
    Ok(Redirect::to(&format!("{}?done={done}", of.address())).into_response())
}

/// Returns what was done, in a word for the address.
async fn keep(visit: &Visit, actor: PersonId, whose: (CohortId, ResidencyId, PersonId), presence: Presence) -> Result<&'static str, Error> {
    let (now, done) = (visit.now, if presence == Presence::Unsaid { "open" } else { "kept" });
    visit.site.db.write(move |tx| Box::pin(async move { store::put_hours(tx, now, actor, whose, &presence).await })).await?;
    Ok(done)
}
