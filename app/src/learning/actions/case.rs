//! Responding to a case.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Reply},
};
use domain::{
    FieldError,
    authoring::UnitKind,
    ids::{EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Answered, Did, Evidence},
        quiz::{LONGEST_TEXT, Response, typed, valid_text},
    },
};

use super::lesson::{id_of, open_unit, record};
use crate::{AppError, Site, forms::Typed, learning::pages::case_again, visit::Student};

/// `POST /learn/{module}/{unit}/response`: saves the response, and completes the case where that button was pressed.
pub async fn respond(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Reply, AppError> {
    let unit = open_unit(&site, &student, (&module, &unit), UnitKind::Case).await?;
    let question = QuestionId(unit.id.0);
    let text = form.get(&typed::field(question)).replace("\r\n", "\n");
    let handing_in = form.get("do") == "submit";
    if let Some(message) = fault(&text, handing_in) {
        let errors = vec![FieldError { field: "your-response", message }];
        return Ok(case_again(&site, student, unit, form, errors).await?.into_response());
    }
    let at = unit.whereabouts(&student.session.person, &student.place);
    let act = Act::Answered(Answered { attempt: None, question, response: Response::Text(text), confidence: None, late: false });
    record(&site, Evidence { id: EvidenceId::new(), at, act, occurred_at: student.now }).await?;
    if !handing_in {
        return Ok(Redirect::to(&format!("/learn/{module}/{}#your-response", unit.slug)).into_response());
    }
    record(&site, Evidence { id: EvidenceId(id_of(&form)?), at, act: Act::plain(Did::Completed), occurred_at: student.now }).await?;
    Ok(Redirect::to(&format!("/learn/{module}")).into_response())
}

/// Why the response cannot be kept or handed in.
fn fault(text: &str, handing_in: bool) -> Option<String> {
    if let Err(fault) = valid_text(text, LONGEST_TEXT) {
        return Some(fault.to_string());
    }
    (handing_in && text.trim().is_empty()).then(|| "Write your response before you hand it in.".to_owned())
}
