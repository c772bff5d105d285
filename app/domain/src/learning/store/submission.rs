//! Handing a quiz in.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::attempts::answers;
use crate::{
    Result,
    authoring::QuizSettings,
    db::{Db, Tx, sql},
    ids::{AttemptId, EvidenceId, QuestionId},
    learning::{
        evidence::{Act, Did, Evidence, Submitted, Whereabouts},
        projection,
        quiz::{self, Response},
    },
};

/// What an attempt was worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Points reached.
    pub points: f64,
    /// Points there were.
    pub possible: f64,
    /// Whether that passes.
    pub passed: bool,
}

/// Hands an attempt in as of `at_time`: scores the answers that stand, and completes the unit if it passes. An attempt that was handed
/// in before keeps its result.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is no such attempt; those of the database.
pub async fn submit(
    db: &Db,
    at: Whereabouts,
    attempt: AttemptId,
    settings: QuizSettings,
    (at_time, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Scored> {
    db.write(move |tx| Box::pin(async move { submit_in(tx, at, attempt, &settings, (at_time, now)).await })).await
}

pub(super) async fn submit_in(
    tx: &Tx,
    at: Whereabouts,
    attempt: AttemptId,
    settings: &QuizSettings,
    (at_time, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Scored> {
    // Changes nothing, and holds the row until the commit: whoever comes second sees the result of the first.
    let held = tx
        .maybe::<(i64,)>(sql!(
            "UPDATE attempts SET number = number WHERE id = $1 AND enrollment_id = $2 AND unit_id = $3 AND submitted_at IS NULL RETURNING seed",
            attempt, at.enrollment, at.unit
        ))
        .await?;
    let Some((seed,)) = held else { return result(tx, attempt, &at).await };
    let questions = super::questions(tx, at.unit).await?;
    let questions = quiz::drawn(settings, &questions, seed);
    let ids: Vec<QuestionId> = questions.iter().map(|question| question.id).collect();
    let answers = answers(tx, attempt.0, &ids).await?;
    let responses: HashMap<QuestionId, Response> = answers.into_iter().map(|(id, standing)| (id, standing.response.0)).collect();
    let result = quiz::result(&questions, &responses, settings.pass);
    let submitted = Submitted { submitted: attempt, points: result.points, possible: result.possible, passed: result.passed };
    let mut acts = vec![Evidence { id: EvidenceId::new(), at, act: Act::Submitted(submitted), occurred_at: at_time }];
    if result.passed {
        acts.push(Evidence { id: EvidenceId::new(), at, act: Act::plain(Did::Completed), occurred_at: at_time });
    }
    projection::append(tx, &acts, now).await?;
    Ok(Scored { points: result.points, possible: result.possible, passed: result.passed })
}

async fn result(tx: &Tx, attempt: AttemptId, at: &Whereabouts) -> Result<Scored> {
    let (points, possible, passed) = tx
        .one::<(f64, f64, bool)>(sql!(
            "SELECT points, possible, passed FROM attempts WHERE id = $1 AND enrollment_id = $2 AND unit_id = $3 AND submitted_at IS NOT NULL",
            attempt, at.enrollment, at.unit
        ))
        .await?;
    Ok(Scored { points, possible, passed })
}
