//! A student's attempts at a quiz, and the answers that stand.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result,
    db::{Db, Json, list, sql},
    ids::{AttemptId, EnrollmentId, QuestionId, UnitId},
    learning::{
        quiz::{Confidence, Response},
        rules::GRACE,
    },
    policy::Place,
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
    of_unit(db, place.enrollment, unit).await
}

pub(super) async fn of_unit(db: &Db, enrollment: EnrollmentId, unit: UnitId) -> Result<Vec<Attempt>> {
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
    #[derive(Clone, Debug, PartialEq)]
    pub struct Standing {
        /// The question.
        pub question_id: QuestionId,
        /// What was answered.
        pub response: Json<Response>,
        /// How sure of it the student said to be, if they did.
        pub confidence: Option<Confidence>,
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
            "SELECT question_id, response, confidence, recorded_at FROM answers WHERE holder_id = $1 AND question_id IN ($list)",
            in questions.iter().copied(), holder
        ))
        .await?;
    Ok(rows.into_iter().map(|row| (row.question_id, row)).collect())
}
