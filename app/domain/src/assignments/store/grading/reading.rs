//! What was made of hand-ins.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Comment, comments};
use crate::{
    Error, Result,
    assignments::{
        Assignment, GradingOutcome, GradingRole, Work,
        grading::Points,
        marking::{Marking, Markings},
        store::work,
    },
    authoring::{AssignmentSettings, UnitSettings},
    cohorts::Scope,
    db::{Db, Json, sql},
    ids::{CohortId, EnrollmentId, GradingId, HandInId, PersonId, UnitId},
};

crate::row! {
    struct MarkingRow {
        id: GradingId,
        hand_in: HandInId,
        grader: PersonId,
        grader_name: String,
        role: GradingRole,
        points: Json<Points>,
        comment: String,
        outcome: GradingOutcome,
        graded_at: DateTime<Utc>,
        released_at: Option<DateTime<Utc>>,
    }
}

impl From<MarkingRow> for Marking {
    fn from(row: MarkingRow) -> Self {
        Self {
            id: row.id,
            hand_in: row.hand_in,
            grader: row.grader,
            grader_name: row.grader_name,
            role: row.role,
            points: row.points.0,
            comment: row.comment,
            outcome: row.outcome,
            graded_at: row.graded_at,
            released_at: row.released_at,
        }
    }
}

fn by_hand_in(rows: Vec<MarkingRow>) -> HashMap<HandInId, Markings> {
    let mut all: HashMap<HandInId, Markings> = HashMap::new();
    for row in rows {
        all.entry(row.hand_in).or_default().0.push(row.into());
    }
    all
}

/// The markings of a hand-in, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn markings(db: &Db, hand_in: HandInId) -> Result<Markings> {
    let rows = db
        .all::<MarkingRow>(sql!(
            "SELECT g.id, g.hand_in_id AS hand_in, g.grader_id AS grader, p.name AS grader_name, g.role, g.points, g.comment, g.outcome,
                g.graded_at, r.released_at
             FROM gradings g JOIN people p ON p.id = g.grader_id LEFT JOIN grading_releases r ON r.grading_id = g.id
             WHERE g.hand_in_id = $1 ORDER BY g.graded_at, g.id",
            hand_in
        ))
        .await?;
    Ok(Markings(rows.into_iter().map(Marking::from).collect()))
}

/// The markings of all that was handed in in a cohort.
pub(in crate::assignments::store) async fn markings_of_cohort(db: &Db, cohort: CohortId) -> Result<HashMap<HandInId, Markings>> {
    let rows = sql!(
        "SELECT g.id, g.hand_in_id AS hand_in, g.grader_id AS grader, p.name AS grader_name, g.role, g.points, g.comment, g.outcome,
            g.graded_at, r.released_at
         FROM enrollments e JOIN hand_ins h ON h.enrollment_id = e.id JOIN gradings g ON g.hand_in_id = h.id
         JOIN people p ON p.id = g.grader_id LEFT JOIN grading_releases r ON r.grading_id = g.id
         WHERE e.cohort_id = $1 ORDER BY g.graded_at, g.id",
        cohort
    );
    Ok(by_hand_in(db.all(rows).await?))
}

/// The markings of all that was handed in for a student.
pub(in crate::assignments::store) async fn markings_of_student(db: &Db, student: EnrollmentId) -> Result<HashMap<HandInId, Markings>> {
    let rows = sql!(
        "SELECT g.id, g.hand_in_id AS hand_in, g.grader_id AS grader, p.name AS grader_name, g.role, g.points, g.comment, g.outcome,
            g.graded_at, r.released_at
         FROM hand_in_members x JOIN gradings g ON g.hand_in_id = x.hand_in_id
         JOIN people p ON p.id = g.grader_id LEFT JOIN grading_releases r ON r.grading_id = g.id
         WHERE x.enrollment_id = $1 ORDER BY g.graded_at, g.id",
        student
    );
    Ok(by_hand_in(db.all(rows).await?))
}

/// A hand-in as its grader needs it.
#[derive(Clone, Debug)]
pub struct Graded {
    /// What was handed in.
    pub work: Work,
    /// How the assignment was set then.
    pub settings: AssignmentSettings,
    /// Its title then.
    pub title: String,
    /// What was made of it.
    pub markings: Markings,
}

/// A hand-in of a module in a cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is none within the scope; those of the database.
pub async fn in_cohort(db: &Db, scope: &Scope, id: HandInId) -> Result<Graded> {
    let there = sql!(
        "SELECT h.id FROM hand_ins h JOIN enrollments e ON e.id = h.enrollment_id WHERE h.id = $1 AND e.cohort_id = $2",
        id,
        scope.cohort().id
    );
    db.maybe::<(HandInId,)>(there).await?.ok_or(Error::NotFound)?;
    let work = work(db, id).await?;
    if !scope.modules().iter().any(|module| module.module_id == work.hand_in.module) {
        return Err(Error::NotFound);
    }
    let (title, settings) = set(db, work.hand_in.unit_id).await?;
    Ok(Graded { settings, title, markings: markings(db, id).await?, work })
}

/// The title of an assignment and how it is set.
pub(super) async fn set(db: &Db, unit: UnitId) -> Result<(String, AssignmentSettings)> {
    let (title, settings): (String, Json<UnitSettings>) = db.one(sql!("SELECT title, settings FROM units WHERE id = $1", unit)).await?;
    Ok((title, settings.0.assignment().cloned().ok_or(Error::NotFound)?))
}

/// Whether nothing newer was handed in for any of its members.
///
/// # Errors
/// Those of the database.
pub async fn is_newest(db: &Db, id: HandInId) -> Result<bool> {
    let newer: i64 = db
        .value(sql!(
            "SELECT COUNT(*) FROM hand_ins h JOIN hand_in_members x ON x.hand_in_id = h.id
             JOIN hand_in_members y ON y.enrollment_id = x.enrollment_id JOIN hand_ins n ON n.id = y.hand_in_id
             WHERE h.id = $1 AND n.module_id = h.module_id AND n.unit = h.unit AND n.handed_in_at > h.handed_in_at",
            id
        ))
        .await?;
    Ok(newer == 0)
}

/// What a student reads of what was made of their work.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// What was handed in.
    pub graded: Graded,
    /// The marking that students see.
    pub marking: Marking,
    /// What was said in place.
    pub comments: Vec<Comment>,
    /// Whether something newer was handed in since.
    pub superseded: bool,
}

/// What was made of what a student handed in last, of what was released to them.
///
/// # Errors
/// [`Error::NotFound`] if nothing was; those of the database.
pub async fn feedback(db: &Db, student: EnrollmentId, assignment: &Assignment) -> Result<Feedback> {
    let newest = sql!(
        "SELECT h.id FROM hand_in_members x JOIN hand_ins h ON h.id = x.hand_in_id
         JOIN gradings g ON g.hand_in_id = h.id AND g.role = 'final' JOIN grading_releases r ON r.grading_id = g.id
         WHERE x.enrollment_id = $1 AND h.module_id = $2 AND h.unit = $3 ORDER BY h.handed_in_at DESC, h.id DESC LIMIT 1",
        student,
        assignment.module,
        assignment.unit
    );
    let (id,) = db.maybe::<(HandInId,)>(newest).await?.ok_or(Error::NotFound)?;
    let work = work(db, id).await?;
    let (title, settings) = set(db, work.hand_in.unit_id).await?;
    let markings = markings(db, id).await?;
    let marking = markings.released().cloned().ok_or(Error::NotFound)?;
    let superseded = !is_newest(db, id).await?;
    Ok(Feedback { comments: comments(db, id).await?, graded: Graded { work, settings, title, markings }, marking, superseded })
}
