//! Beginning an attempt, and saving and handing it in by a plain form.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Reply},
};
use domain::{
    Conflict, Error,
    authoring::QuizSettings,
    ids::{AttemptId, EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Answered, Evidence},
        quiz::drawn,
        store::{self, Attempt, UnitView},
    },
};

use super::{Given, lesson::id_of};
use crate::{
    AppError, Site,
    forms::Typed,
    learning::{pages::quiz_again, player::AS_IT_IS},
    visit::Student,
};

/// `POST /learn/{module}/{unit}/attempts`: begins an attempt, or goes on with the one that is open.
pub async fn begin(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Redirect, AppError> {
    let unit = quiz(&site, &student, &module, &unit).await?;
    let at = unit.whereabouts(&student.session.person, &student.place);
    let begun = store::begin(&site.db, at, settings(&unit)?, AttemptId(id_of(&form)?), student.now).await;
    match begun {
        // Another device was faster: its attempt is open now.
        Ok(_) | Err(Error::Conflict(Conflict::Stale)) => Ok(Redirect::to(&format!("/learn/{}/{}", unit.module_slug, unit.slug))),
        Err(error) => Err(error.into()),
    }
}

/// `POST /learn/{module}/{unit}/attempts/{attempt}`: saves all answers of the form, and hands in where that button was pressed. An attempt is
/// gone then, so whoever left questions open is asked first.
pub async fn hand_in(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit, attempt)): Path<(String, String, AttemptId)>,
    form: Typed,
) -> Result<Reply, AppError> {
    let unit = quiz(&site, &student, &module, &unit).await?;
    let attempt = store::attempt(&site.db, &student.place, unit.id, attempt).await?;
    // A field of a question that was not drawn is none of this form's.
    let settings = settings(&unit)?;
    let questions = drawn(&settings, &unit.text.questions, attempt.seed).into_owned();
    let given = Given::read(&questions, &form).with_confidence(&settings, &questions, &form);
    let ids: Vec<QuestionId> = questions.iter().map(|question| question.id).collect();
    save_changed(&site, &student, &unit, &attempt, &ids, &given).await?;
    if !given.faults.is_empty() && attempt.is_open(student.now) {
        return Ok(quiz_again(&site, student, unit, given).await?.into_response());
    }
    let address = format!("/learn/{}/{}", unit.module_slug, unit.slug);
    match form.get("do") {
        AS_IT_IS => {}
        "submit" => {
            // The form has a field for each question: what it leaves empty is open, whatever stood there before it was saved.
            let given = given.asking(&questions);
            if !given.open.is_empty() && attempt.is_open(student.now) {
                return Ok(quiz_again(&site, student, unit, given).await?.into_response());
            }
        }
        _ => return Ok(Redirect::to(&address).into_response()),
    }
    let at = unit.whereabouts(&student.session.person, &student.place);
    let ended = attempt.closes_at.map_or(student.now, |closes| closes.min(student.now));
    store::submit(&site.db, at, attempt.id, settings, (ended, site.clock.now())).await?;
    Ok(Redirect::to(&format!("{address}/attempts/{}", attempt.id)).into_response())
}

/// Records the answers that differ from those that stand. What cannot be an answer is left out, and shown again.
async fn save_changed(
    site: &Site,
    student: &Student,
    unit: &UnitView,
    attempt: &Attempt,
    questions: &[QuestionId],
    given: &Given,
) -> Result<(), AppError> {
    let standing = store::answers(&site.db, attempt.id.0, questions).await?;
    let at = unit.whereabouts(&student.session.person, &student.place);
    let changed = given.responses.iter().filter(|(id, _)| {
        let faulty = given.faults.iter().any(|(fault, _)| fault == *id);
        !faulty && !given.is_as(**id, standing.get(id))
    });
    let records = changed.map(|(question, response)| {
        let (response, confidence) = (response.clone(), given.confidence.get(question).copied());
        let answered = Answered { attempt: Some(attempt.id), question: *question, response, confidence, late: false };
        site.ledger.record(Evidence { id: EvidenceId::new(), at, act: Act::Answered(answered), occurred_at: student.now })
    });
    for receipt in futures::future::join_all(records).await {
        receipt?;
    }
    Ok(())
}

/// A quiz of the student's that is open.
async fn quiz(site: &Site, student: &Student, module: &str, unit: &str) -> Result<UnitView, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, module, unit).await?;
    if unit.opens_at > student.now || unit.text.settings.quiz().is_none() {
        return Err(AppError::NotFound);
    }
    Ok(unit)
}

fn settings(unit: &UnitView) -> Result<QuizSettings, AppError> {
    unit.text.settings.quiz().cloned().ok_or(AppError::NotFound)
}
