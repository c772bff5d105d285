//! Responding to a case.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Reply},
};
use domain::{
    FieldError,
    authoring::UnitKind,
    ids::EvidenceId,
    learning::evidence::{Act, Did, Evidence},
};

use super::lesson::{id_of, open_unit, record};
use crate::{
    AppError, Site,
    forms::Typed,
    learning::{pages::case_again, written},
    visit::Student,
};

/// `POST /learn/{module}/{unit}/response`: saves the response, and completes the case where that button was pressed.
pub async fn respond(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Reply, AppError> {
    let unit = open_unit(&site, &student, (&module, &unit), UnitKind::Case).await?;
    let text = written::in_form(&form, &unit).unwrap_or_default();
    let handing_in = form.get("do") == "submit";
    if let Some(message) = fault(&text, handing_in) {
        let errors = vec![FieldError { field: "your-response", message }];
        return Ok(case_again(&site, student, unit, form, errors).await?.into_response());
    }
    written::keep(&site, &student, &unit, text).await?;
    if !handing_in {
        return Ok(Redirect::to(&format!("/learn/{module}/{}#your-response", unit.slug)).into_response());
    }
    let at = unit.whereabouts(&student.session.person, &student.place);
    record(&site, Evidence { id: EvidenceId(id_of(&form)?), at, act: Act::plain(Did::Completed), occurred_at: student.now }).await?;
    Ok(Redirect::to(&format!("/learn/{module}")).into_response())
}

/// Why the response cannot be kept or handed in.
fn fault(text: &str, handing_in: bool) -> Option<String> {
    let missing = (handing_in && text.trim().is_empty()).then(|| "Write your response before you hand it in.".to_owned());
    written::fault(text).or(missing)
}
