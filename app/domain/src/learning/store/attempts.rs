//! Attempts at a quiz: beginning, answering, handing in.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Conflict, Error, Result,
    authoring::{Question, QuizSettings, UnitKind},
    db::{Db, Json, Tx, list, sql},
    ids::{AttemptId, EvidenceId, QuestionId, UnitId, VersionId},
    learning::{
        evidence::{Act, Attempted, Did, Evidence, Submitted, Whereabouts},
        projection,
        quiz::{self, Response},
        rules::GRACE,
    },
    policy::{Person, Place},
};

crate::row! {
    /// One try at a quiz.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Attempt {
        /// Its id, which is that of the evidence of its beginning.
        pub id: AttemptId,
        /// From 1.
        pub number: i64,
        /// Of its shuffling.
        pub seed: i64,
        /// When it began.
        pub started_at: DateTime<Utc>,
        /// When its time is over, if it is limited.
        pub closes_at: Option<DateTime<Utc>>,
        /// When it was handed in, or its time ran out.
        pub submitted_at: Option<DateTime<Utc>>,
        /// What it was worth, once submitted.
        pub points: Option<f64>,
        /// What it could have been worth.
        pub possible: Option<f64>,
        /// Whether it reached the passing level.
        pub passed: Option<bool>,
    }
}

impl Attempt {
    /// Whether it still takes answers, with what was on its way.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.submitted_at.is_none() && !self.is_overdue(now)
    }

    /// Whether its time is over and nobody handed it in.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.submitted_at.is_none() && self.closes_at.is_some_and(|closes| now > closes + GRACE)
    }
}

/// A student's attempts at a quiz, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn attempts(db: &Db, place: &Place, unit: UnitId) -> Result<Vec<Attempt>> {
    of_unit(db, place.enrollment.0, unit).await
}

async fn of_unit(db: &Db, enrollment: Uuid, unit: UnitId) -> Result<Vec<Attempt>> {
    db.all(sql!(
        "SELECT id, number, seed, started_at, closes_at, submitted_at, points, possible, passed FROM attempts
         WHERE enrollment_id = $1 AND unit_id = $2 ORDER BY number",
        enrollment,
        unit
    ))
    .await
}

/// One attempt of a student at a quiz.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if it is not theirs or not of this quiz; those of the database.
pub async fn attempt(db: &Db, place: &Place, unit: UnitId, attempt: AttemptId) -> Result<Attempt> {
    db.one(sql!(
        "SELECT id, number, seed, started_at, closes_at, submitted_at, points, possible, passed FROM attempts
         WHERE id = $1 AND enrollment_id = $2 AND unit_id = $3",
        attempt,
        place.enrollment,
        unit
    ))
    .await
}

crate::row! {
    /// The answer that stands for a question.
    #[derive(Clone, Debug)]
    pub struct Standing {
        /// The question.
        pub question_id: QuestionId,
        /// What was answered.
        pub response: Json<Response>,
        /// When it was recorded.
        pub recorded_at: DateTime<Utc>,
    }
}

/// The answers that stand under an attempt, or under an enrollment for these questions of a lesson or case.
///
/// # Errors
/// Those of the database.
pub async fn answers(db: &Db, holder: Uuid, questions: &[QuestionId]) -> Result<HashMap<QuestionId, Standing>> {
    let rows = db
        .all::<Standing>(list!(
            "SELECT question_id, response, recorded_at FROM answers WHERE holder_id = $1 AND question_id IN ($list)",
            in questions.iter().copied(), holder
        ))
        .await?;
    Ok(rows.into_iter().map(|row| (row.question_id, row)).collect())
}

/// What came of asking for an attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum Begun {
    /// A new one.
    New(Attempt),
    /// One is still open; it goes on.
    Open(Attempt),
    /// All attempts are used.
    NoneLeft,
}

/// Begins an attempt, or finds the one that is open. The id makes asking twice harmless.
///
/// # Errors
/// [`Conflict::Stale`] if another device began one in the same moment: look again. Those of the database.
pub async fn begin(db: &Db, at: Whereabouts, settings: QuizSettings, id: AttemptId, now: DateTime<Utc>) -> Result<Begun> {
    let begun = db.write(move |tx| Box::pin(async move { begin_in(tx, at, &settings, id, now).await })).await;
    match begun {
        Err(Error::Conflict(Conflict::Constraint)) => Err(Error::Conflict(Conflict::Stale)),
        other => other,
    }
}

async fn begin_in(tx: &Tx, at: Whereabouts, settings: &QuizSettings, id: AttemptId, now: DateTime<Utc>) -> Result<Begun> {
    let before = of_unit(tx, at.enrollment.0, at.unit).await?;
    if let Some(open) = before.iter().find(|attempt| attempt.is_open(now)) {
        return Ok(Begun::Open(open.clone()));
    }
    let number = before.iter().map(|attempt| attempt.number).max().unwrap_or(0) + 1;
    if settings.attempts.is_some_and(|most| number > i64::from(most)) {
        return Ok(Begun::NoneLeft);
    }
    let closes_at = settings.time_limit.map(|minutes| now + chrono::TimeDelta::minutes(i64::from(minutes)));
    // The lower half of a UUIDv7 is random: as good a seed as any, and there for whoever asks years later.
    let seed = (id.0.as_u128() & 0x7fff_ffff_ffff_ffff) as i64;
    let act = Act::Attempted(Attempted { number, seed, closes_at });
    projection::append(tx, &[Evidence { id: EvidenceId(id.0), at, act, occurred_at: now }], now).await?;
    Ok(Begun::New(Attempt { id, number, seed, started_at: now, closes_at, submitted_at: None, points: None, possible: None, passed: None }))
}

crate::row! {
    struct Asked {
        version_id: VersionId,
        opens_at: DateTime<Utc>,
        kind: UnitKind,
        attempt_id: Option<AttemptId>,
        definition: Option<Json<Question>>,
    }
}

/// What an answer needs to be accepted: where it belongs, and the question it must fit. A case has none: its text is the answer.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where it belongs.
    pub at: Whereabouts,
    /// The question, as its author wrote it.
    pub question: Option<Question>,
}

/// Whether a student may answer a question of a unit, under one of their attempts if it is a quiz's.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if any of it is not there, not theirs or not open yet; those of the database.
pub async fn opening(
    db: &Db,
    (person, place): (&Person, &Place),
    (unit, question): (UnitId, QuestionId),
    attempt: Option<AttemptId>,
    now: DateTime<Utc>,
) -> Result<Opening> {
    let asked: Asked = db
        .one(sql!(
            "SELECT u.version_id, cm.opens_at, u.kind, a.id AS attempt_id, q.definition
             FROM units u
             JOIN cohort_modules cm ON cm.cohort_id = $1 AND cm.version_id = u.version_id
             LEFT JOIN questions q ON q.id = $2 AND q.unit_id = u.id
             LEFT JOIN attempts a ON a.id = $3 AND a.enrollment_id = $4 AND a.unit_id = u.id
             WHERE u.id = $5",
            place.cohort,
            question,
            attempt,
            place.enrollment,
            unit
        ))
        .await?;
    let known = match asked.kind {
        UnitKind::Quiz => asked.definition.is_some() && asked.attempt_id.is_some(),
        UnitKind::Lesson => asked.definition.is_some() && attempt.is_none(),
        UnitKind::Case => question.0 == unit.0 && attempt.is_none(),
    };
    if !known || asked.opens_at > now {
        return Err(Error::NotFound);
    }
    let at = Whereabouts { person: person.id, enrollment: place.enrollment, version: asked.version_id, unit };
    Ok(Opening { at, question: asked.definition.map(|definition| definition.0) })
}

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
        .maybe::<(AttemptId,)>(sql!(
            "UPDATE attempts SET number = number WHERE id = $1 AND enrollment_id = $2 AND unit_id = $3 AND submitted_at IS NULL RETURNING id",
            attempt, at.enrollment, at.unit
        ))
        .await?;
    if held.is_none() {
        return result(tx, attempt, &at).await;
    }
    let questions = super::questions(tx, at.unit).await?;
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
