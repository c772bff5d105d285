//! Saving an answer as it is given.

use axum::{
    Json,
    extract::State as Shared,
    extract::rejection::JsonRejection,
    http::StatusCode,
    response::{IntoResponse, Response as Reply},
};
use chrono::DateTime;
use domain::learning::{
    evidence::{Act, Answered, Evidence, Receipt},
    quiz::{LONGEST_TEXT, Response, valid_text, validate},
    store,
};
use serde_json::json;

use crate::{
    AppError, Site,
    learning::player::{Answer, Wire},
    visit::Student,
};

/// `POST /learn/answers`: the answer is on the disk when this says so.
pub async fn save_answer(Shared(site): Shared<Site>, student: Student, wire: Result<Json<Wire>, JsonRejection>) -> Result<Reply, AppError> {
    let Json(wire) = wire.map_err(|refusal| AppError::Malformed(format!("The answer was not understood: {}", refusal.body_text())))?;
    if wire.owner.is_some_and(|owner| owner != student.place.enrollment) {
        return Err(AppError::NotFound);
    }
    let whose = (&student.session.person, &student.place);
    let opening = store::opening((&site.db, &site.shelf), whose, (wire.unit, wire.question), wire.attempt, student.now).await?;
    let fits = match (opening.question(), &wire.response) {
        (Some(question), response) => validate(question, response).map_err(|fault| fault.to_string()),
        (None, Response::Text(text)) => valid_text(text, LONGEST_TEXT).map_err(|fault| fault.to_string()),
        (None, _) => Err("A case or an assignment is answered with a text.".to_owned()),
    };
    let unasked = wire.confidence.is_some() && !opening.asks_confidence();
    let fits = if unasked { Err("How sure you are is not asked here. Reload the page and answer again.".to_owned()) } else { fits };
    if let Err(message) = fits {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": "invalid", "message": message }))).into_response());
    }
    let Wire { attempt, question, response, confidence, .. } = wire;
    let act = Act::Answered(Answered { attempt, question, response, confidence, late: false });
    let occurred_at = DateTime::from_timestamp_millis(wire.occurred).unwrap_or(student.now).min(student.now);
    let receipt = site.ledger.record(Evidence { id: wire.id, at: opening.at, act, occurred_at }).await?;
    if receipt == Receipt::Refused {
        return Err(AppError::Conflict("This answer's id was already used for another one. Change the answer and it is sent anew.".into()));
    }
    Ok(Json(Answer { receipt, recorded: site.clock.now().timestamp_millis() }).into_response())
}
