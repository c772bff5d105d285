//! Who comes and who does not.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{
    super::super::coming::{Answer, AnswerSource, Answering},
    Round, round,
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Json, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId, ResidencyId},
};

crate::row! {
    /// A student who is asked, with the answer that stands.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ComingLine {
        /// Which place in the cohort.
        pub enrollment_id: EnrollmentId,
        /// Their name.
        pub student: String,
        /// Their address.
        pub email: String,
        /// The answer, if there is one.
        pub answer: Option<Answer>,
        /// The days of a part.
        pub days: Option<Json<Vec<NaiveDate>>>,
        /// A word to staff.
        pub note: Option<String>,
        /// When it was given.
        pub answered_at: Option<DateTime<Utc>>,
        /// How it came.
        pub source: Option<AnswerSource>,
    }
}

impl ComingLine {
    /// The days of a part; empty for any other answer.
    pub fn days(&self) -> &[NaiveDate] {
        self.days.as_ref().map_or(&[], |Json(days)| days)
    }
}

/// Everybody who studies in the residency's cohort, by name, with what they answered.
///
/// # Errors
/// Those of the database.
pub async fn coming(db: &Db, residency: ResidencyId) -> Result<Vec<ComingLine>> {
    db.all(sql!(
        "SELECT e.id AS enrollment_id, p.name AS student, p.email, a.answer, a.days, a.note, a.answered_at, a.source
         FROM residencies r JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled'
         JOIN people p ON p.id = e.person_id
         LEFT JOIN residency_answers a ON a.residency_id = r.id AND a.enrollment_id = e.id
         WHERE r.id = $1 ORDER BY p.name, e.id",
        residency
    ))
    .await
}

crate::row! {
    /// The answer of one student.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnAnswer {
        /// The answer.
        pub answer: Answer,
        /// The days of a part.
        pub days: Json<Vec<NaiveDate>>,
        /// A word to staff.
        pub note: String,
        /// When it was given.
        pub answered_at: DateTime<Utc>,
        /// How it came.
        pub source: AnswerSource,
    }
}

/// What a student answered, if they did.
///
/// # Errors
/// Those of the database.
pub async fn own_answer(db: &Db, residency: ResidencyId, enrollment: EnrollmentId) -> Result<Option<OwnAnswer>> {
    db.maybe(sql!(
        "SELECT answer, days, note, answered_at, source FROM residency_answers WHERE residency_id = $1 AND enrollment_id = $2",
        residency,
        enrollment
    ))
    .await
}

crate::row! {
    /// That a student has answered whether they come.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Answered {
        /// Whose answer.
        pub enrollment_id: EnrollmentId,
        /// The residency's number in the cohort.
        pub position: i64,
        /// Until when they can change it.
        pub answer_by: DateTime<Utc>,
    }
}

/// Who has answered about which residency of a cohort, where that is still asked.
///
/// # Errors
/// Those of the database.
pub async fn answered(db: &Db, cohort: CohortId) -> Result<Vec<Answered>> {
    db.all(sql!(
        "SELECT a.enrollment_id, r.position, ar.answer_by
         FROM residencies r JOIN answer_rounds ar ON ar.residency_id = r.id AND ar.withdrawn_at IS NULL
         JOIN residency_answers a ON a.residency_id = r.id WHERE r.cohort_id = $1",
        cohort
    ))
    .await
}

/// Whoever calls has made sure that the residency is of the student's cohort. A student answers on the page.
///
/// # Errors
/// [`Conflict::Closed`] if nothing is asked, or the time to answer is over.
pub async fn answer(tx: &Tx, now: DateTime<Utc>, answering: &Answering) -> Result<()> {
    match round(tx, answering.residency).await? {
        Some(round) if round.is_open(now) => write(tx, answering, (AnswerSource::Web, now)).await,
        _ => Err(Error::Conflict(Conflict::Closed)),
    }
}

/// Staff write an answer down for a student, with how they know.
///
/// # Errors
/// [`Conflict::Closed`] if nothing is asked; [`Error::NotFound`] if the student does not study in the residency's cohort.
pub async fn answer_for(tx: &Tx, now: DateTime<Utc>, actor: PersonId, answering: &Answering, reason: &str) -> Result<()> {
    let asked = round(tx, answering.residency).await?.is_some_and(|round: Round| round.stands());
    if !asked {
        return Err(Error::Conflict(Conflict::Closed));
    }
    let studies = sql!(
        "SELECT COUNT(*) FROM enrollments e JOIN residencies r ON r.cohort_id = e.cohort_id
         WHERE e.id = $1 AND r.id = $2 AND e.state = 'enrolled'",
        answering.enrollment,
        answering.residency
    );
    if tx.value::<i64>(studies).await? == 0 {
        return Err(Error::NotFound);
    }
    let before = own_answer(tx, answering.residency, answering.enrollment).await?.map(|before| before.answer);
    write(tx, answering, (AnswerSource::Staff, now)).await?;
    let details = json!({
        "residency": answering.residency, "before": before, "after": answering.answer, "days": answering.days, "reason": reason,
    });
    audit::append(tx, now, Some(actor), "residency.answer_written_down", format!("enrollment {}", answering.enrollment), details).await
}

/// The answer that stands from now on.
pub(super) async fn write(tx: &Tx, answering: &Answering, (source, at): (AnswerSource, DateTime<Utc>)) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO residency_answers (residency_id, enrollment_id, answer, days, note, answered_at, source, sequence)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT (residency_id, enrollment_id) DO UPDATE SET answer = excluded.answer, days = excluded.days, note = excluded.note,
            answered_at = excluded.answered_at, source = excluded.source, sequence = residency_answers.sequence + 1",
        answering.residency,
        answering.enrollment,
        answering.answer,
        Json(&answering.days),
        answering.note,
        at,
        source
    ))
    .await?;
    Ok(())
}
