//! What students do: answer, say what they need, have it erased.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    residencies::{
        coming::rules::{self, TypedNeeds},
        store::{answer, erase_own, save_stay},
    },
};

use super::super::{
    Asked,
    pages::{answer_again, stay_again},
};
use crate::{AppError, Site, forms::Typed, visit::Student};

const LATE: &str = "The time for this is over, or the question was taken back. Go back and reload the page to see what can still be done.";

/// What came too late is a conflict in words; everything else as it is.
fn late(error: Error) -> AppError {
    match error {
        Error::Conflict(Conflict::Closed) => AppError::Conflict(LATE.into()),
        other => other.into(),
    }
}

/// `POST /residencies/{number}/answer`
pub async fn give_answer(Shared(site): Shared<Site>, student: Student, number: Path<String>, form: Typed) -> Result<Response, AppError> {
    let asked = Asked::load(&student, &number).await?;
    let (enrollment, now) = (student.place.enrollment, student.now);
    let answering = match rules::answering(&asked.residency, enrollment, form.get("answer"), form.all("days"), form.get("note")) {
        Ok(answering) => answering,
        Err(Error::Invalid(errors)) => return Ok(answer_again(&student, asked, form, errors).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    site.db.write(move |tx| Box::pin(async move { answer(tx, now, &answering).await })).await.map_err(late)?;
    Ok(Redirect::to(&format!("{}?done=answered", asked.address("answer"))).into_response())
}

/// `POST /residencies/{number}/logistics`
pub async fn keep_logistics(Shared(site): Shared<Site>, student: Student, number: Path<String>, form: Typed) -> Result<Response, AppError> {
    let asked = Asked::load(&student, &number).await?;
    let needs = match rules::needs(&asked.residency, &typed(&form)) {
        Ok(needs) => needs,
        Err(Error::Invalid(errors)) => return Ok(stay_again(&student, asked, form, errors).await?.into_response()),
        Err(other) => return Err(other.into()),
    };
    let (place, now) = ((asked.residency.id, student.place.enrollment, student.place.campus), student.now);
    site.db.write(move |tx| Box::pin(async move { save_stay(tx, now, place, &needs).await })).await.map_err(late)?;
    Ok(Redirect::to(&format!("{}?done=saved", asked.address("logistics"))).into_response())
}

fn typed(form: &Typed) -> TypedNeeds {
    let text = |name: &str| form.get(name).to_owned();
    TypedNeeds {
        arrives: [text("arrives_on"), text("arrives_at")],
        leaves: [text("leaves_on"), text("leaves_at")],
        nights: form.all("nights").map(str::to_owned).collect(),
        room: text("room"),
        companion: text("companion"),
        diet: text("diet"),
        diet_note: text("diet_note"),
        allergies: text("allergies"),
        access_needs: text("access_needs"),
        contact_name: text("contact_name"),
        contact_phone: text("contact_phone"),
    }
}

/// `POST /residencies/{number}/logistics/erasure`
pub async fn erase_logistics(Shared(site): Shared<Site>, student: Student, number: Path<String>) -> Result<Response, AppError> {
    let asked = Asked::load(&student, &number).await?;
    let (person, place, now) = (student.session.person.id, (asked.residency.id, student.place.enrollment), student.now);
    site.db.write(move |tx| Box::pin(async move { erase_own(tx, now, person, place).await })).await?;
    // Who does not come has no other page to go back to.
    Ok(Redirect::to(&format!("{}?done=erased", asked.address("answer"))).into_response())
}
