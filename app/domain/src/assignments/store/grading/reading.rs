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
        members::OwnPoints,
        store::{self, work},
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

impl MarkingRow {
    fn with(self, own: &mut HashMap<GradingId, Vec<OwnPoints>>) -> Marking {
        Marking {
            members: own.remove(&self.id).unwrap_or_default(),
            id: self.id,
            hand_in: self.hand_in,
            grader: self.grader,
            grader_name: self.grader_name,
            role: self.role,
            points: self.points.0,
            comment: self.comment,
            outcome: self.outcome,
            graded_at: self.graded_at,
            released_at: self.released_at,
        }
    }
}

crate::row! {
    struct OwnRow { grading: GradingId, member: EnrollmentId, points: i64, reason: String }
}

fn by_grading(rows: Vec<OwnRow>) -> HashMap<GradingId, Vec<OwnPoints>> {
    let mut all: HashMap<GradingId, Vec<OwnPoints>> = HashMap::new();
    for row in rows {
        let own = OwnPoints { member: row.member, points: u32::try_from(row.points).unwrap_or(0), reason: row.reason };
        all.entry(row.grading).or_default().push(own);
    }
    all
}

fn by_hand_in(rows: Vec<MarkingRow>, own: Vec<OwnRow>) -> HashMap<HandInId, Markings> {
    let (mut all, mut own): (HashMap<HandInId, Markings>, _) = (HashMap::new(), by_grading(own));
    for row in rows {
        all.entry(row.hand_in).or_default().0.push(row.with(&mut own));
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
    let own = sql!(
        "SELECT o.grading_id AS grading, o.enrollment_id AS member, o.points, o.reason
         FROM gradings g JOIN member_gradings o ON o.grading_id = g.id WHERE g.hand_in_id = $1",
        hand_in
    );
    let mut own = by_grading(db.all(own).await?);
    Ok(Markings(rows.into_iter().map(|row| row.with(&mut own)).collect()))
}

/// The markings of all that was handed in for the students of a cohort, or for one of them, who has points of their own and no others'.
pub(in crate::assignments::store) async fn markings_of(
    db: &Db,
    cohort: CohortId,
    only: Option<EnrollmentId>,
) -> Result<HashMap<HandInId, Markings>> {
    let rows = sql!(
        with_places!(
            "e.cohort_id = $1 AND e.id = COALESCE($2, e.id)",
            "SELECT DISTINCT g.id, g.hand_in_id AS hand_in, g.grader_id AS grader, p.name AS grader_name, g.role, g.points, g.comment,
                g.outcome, g.graded_at, r.released_at
             FROM places CROSS JOIN hand_in_members x JOIN gradings g ON g.hand_in_id = x.hand_in_id
             JOIN people p ON p.id = g.grader_id LEFT JOIN grading_releases r ON r.grading_id = g.id
             WHERE x.enrollment_id = places.past ORDER BY g.graded_at, g.id"
        ),
        cohort,
        only
    );
    let own = sql!(
        with_places!(
            "e.cohort_id = $1 AND e.id = COALESCE($2, e.id)",
            "SELECT o.grading_id AS grading, o.enrollment_id AS member, o.points, o.reason
             FROM places CROSS JOIN member_gradings o WHERE o.enrollment_id = places.past"
        ),
        cohort,
        only
    );
    Ok(by_hand_in(db.all(rows).await?, db.all(own).await?))
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
    /// The cohort whose team handed it in, where that is another one: it is graded there.
    pub elsewhere: Option<String>,
}

/// A hand-in of a module in a cohort: handed in there, or before by somebody who has gone on in it.
///
/// # Errors
/// [`Error::NotFound`] if there is none within the scope; those of the database.
pub async fn in_cohort(db: &Db, scope: &Scope, id: HandInId) -> Result<Graded> {
    let there = sql!(
        with_later!(
            "SELECT x.enrollment_id FROM hand_in_members x WHERE x.hand_in_id = $1",
            "SELECT c.id, c.title, h.team_id IS NOT NULL AND c.id <> $2 AS elsewhere
             FROM hand_ins h JOIN enrollments there ON there.id = h.enrollment_id JOIN cohorts c ON c.id = there.cohort_id
             WHERE h.id = $1 AND EXISTS (SELECT 1 FROM later JOIN enrollments e ON e.id = later.id WHERE e.cohort_id = $2)"
        ),
        id,
        scope.cohort().id
    );
    let (_, title, elsewhere) = db.maybe::<(CohortId, String, bool)>(there).await?.ok_or(Error::NotFound)?;
    let elsewhere = elsewhere.then_some(title);
    let work = work(db, id).await?;
    if !scope.modules().iter().any(|module| module.module_id == work.hand_in.module) {
        return Err(Error::NotFound);
    }
    let (title, settings) = set(db, work.hand_in.unit_id).await?;
    Ok(Graded { settings, title, markings: markings(db, id).await?, work, elsewhere })
}

/// The title of an assignment and how it is set.
pub(super) async fn set(db: &Db, unit: UnitId) -> Result<(String, AssignmentSettings)> {
    let (title, settings): (String, Json<UnitSettings>) = db.one(sql!("SELECT title, settings FROM units WHERE id = $1", unit)).await?;
    Ok((title, settings.0.assignment().cloned().ok_or(Error::NotFound)?))
}

/// Whether nothing newer was handed in for any of its members, also where somebody who handed in alone has gone on in another cohort.
///
/// # Errors
/// Those of the database.
pub async fn is_newest(db: &Db, id: HandInId) -> Result<bool> {
    let newer: i64 = db
        .value(sql!(
            with_later!(
                "SELECT x.enrollment_id FROM hand_in_members x WHERE x.hand_in_id = $1",
                "SELECT COUNT(*) FROM hand_ins h JOIN later ON h.team_id IS NULL OR later.id IN (
                    SELECT x.enrollment_id FROM hand_in_members x WHERE x.hand_in_id = h.id)
                 JOIN hand_in_members y ON y.enrollment_id = later.id JOIN hand_ins n ON n.id = y.hand_in_id
                 WHERE h.id = $1 AND n.module_id = h.module_id AND n.unit = h.unit AND n.handed_in_at > h.handed_in_at"
            ),
            id
        ))
        .await?;
    Ok(newer == 0)
}

/// What a student reads of what was made of their work.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// What was handed in.
    pub work: Work,
    /// How the assignment was set then.
    pub settings: AssignmentSettings,
    /// The marking that students see, of members' points with the reader's own alone.
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
        with_places!(
            "e.id = $1",
            "SELECT h.id, x.enrollment_id FROM places JOIN hand_in_members x ON x.enrollment_id = places.past
             JOIN hand_ins h ON h.id = x.hand_in_id
             JOIN gradings g ON g.hand_in_id = h.id AND g.role = 'final' JOIN grading_releases r ON r.grading_id = g.id
             WHERE h.module_id = $2 AND h.unit = $3 ORDER BY h.handed_in_at DESC, h.id DESC LIMIT 1"
        ),
        student,
        assignment.module,
        assignment.unit
    );
    let (id, member) = db.maybe::<(HandInId, EnrollmentId)>(newest).await?.ok_or(Error::NotFound)?;
    let work = work(db, id).await?;
    let (_, settings) = set(db, work.hand_in.unit_id).await?;
    let mut marking = markings(db, id).await?.released().cloned().ok_or(Error::NotFound)?;
    marking.members.retain(|own| own.member == member);
    let newest = store::of_student(db, student, assignment).await?.into_iter().next();
    let superseded = newest.is_some_and(|newest| newest.id != id);
    Ok(Feedback { comments: comments(db, id).await?, work, settings, marking, superseded })
}
