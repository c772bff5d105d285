//! Declaring a unit done, and answering a question in the text.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Reply},
};
use domain::{
    authoring::UnitKind,
    ids::{EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Answered, Did, Evidence, Receipt},
        store::{self, UnitView},
    },
};
use uuid::Uuid;

use super::Given;
use crate::{
    AppError, Site,
    forms::Typed,
    learning::pages::{held, lesson_again},
    visit::Student,
};

/// The id a form brings: made with the page, so that posting twice is harmless.
pub(super) fn id_of(form: &Typed) -> Result<Uuid, AppError> {
    form.get("id").parse().map_err(|_| AppError::Malformed("The form did not arrive whole. Reload the page and send it again.".into()))
}

/// Records an act, and says so when its id was already another's.
pub(in crate::learning) async fn record(site: &Site, evidence: Evidence) -> Result<(), AppError> {
    match site.ledger.record(evidence).await? {
        Receipt::Refused => {
            Err(AppError::Conflict("This form was already sent with something else in it. Reload the page and send it again.".into()))
        }
        _ => Ok(()),
    }
}

/// A unit of the student's that is open, of one of these kinds.
pub async fn open_unit(site: &Site, student: &Student, names: (&str, &str), kind: UnitKind) -> Result<UnitView, AppError> {
    Some(any_open_unit(site, student, names).await?).filter(|unit| unit.kind == kind).ok_or(AppError::NotFound)
}

/// A unit of the student's that is open, of whatever kind.
pub(super) async fn any_open_unit(site: &Site, student: &Student, names: (&str, &str)) -> Result<UnitView, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, names.0, names.1).await?;
    Some(unit).filter(|unit| unit.opens_at <= student.now).ok_or(AppError::NotFound)
}

/// `POST /learn/{module}/{unit}/completion`: the lesson is read, or the live session was attended that no session of a residency is; on to
/// the next unit.
pub async fn complete(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Redirect, AppError> {
    let unit = any_open_unit(&site, &student, (&module, &unit)).await?;
    match unit.kind {
        UnitKind::Lesson => {}
        UnitKind::LiveSession if held(&site, &student, &unit).await?.is_empty() => {}
        UnitKind::LiveSession => {
            let words = "It takes place in a residency now: it is done when you are marked present there, or have made up for it.";
            return Err(AppError::Conflict(words.into()));
        }
        _ => return Err(AppError::NotFound),
    }
    let at = unit.whereabouts(&student.session.person, &student.place);
    let id = EvidenceId(id_of(&form)?);
    record(&site, Evidence { id, at, act: Act::plain(Did::Completed), occurred_at: student.now }).await?;
    let outline = store::outline(&site.db, &student.place, unit.version).await?;
    let next = outline.iter().find(|other| other.position > unit.position && other.completed_at.is_none());
    Ok(Redirect::to(&match next {
        Some(next) => format!("/learn/{module}/{}", next.slug),
        None => format!("/learn/{module}"),
    }))
}

/// `POST /learn/{module}/{unit}/questions/{question}`: an answer to a question in the text; back to the question, explained.
pub async fn answer_question(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit, question)): Path<(String, String, QuestionId)>,
    form: Typed,
) -> Result<Reply, AppError> {
    let unit = open_unit(&site, &student, (&module, &unit), UnitKind::Lesson).await?;
    let stored = unit.text.question(question).cloned().ok_or(AppError::NotFound)?;
    let slug = stored.question.slug.clone();
    let mut given = Given::read(&[stored], &form);
    if !given.faults.is_empty() {
        return Ok(lesson_again(&site, student, unit, given).await?.into_response());
    }
    let response = given.responses.remove(&question).ok_or(AppError::NotFound)?;
    let at = unit.whereabouts(&student.session.person, &student.place);
    let act = Act::Answered(Answered { attempt: None, question, response, confidence: None, late: false });
    record(&site, Evidence { id: EvidenceId(id_of(&form)?), at, act, occurred_at: student.now }).await?;
    Ok(Redirect::to(&format!("/learn/{module}/{}#question-{slug}", unit.slug)).into_response())
}
