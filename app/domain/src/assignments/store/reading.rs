//! What was handed in.

use super::super::{Assignment, GradingOutcome, GradingRole, HandIn, Run, Work, WorkFile};
use crate::{
    Result,
    db::{Db, sql},
    ids::{EnrollmentId, HandInId},
};

/// All versions that were handed in for a student, by themselves or by their team, the newest first, with those of cohorts they were in
/// before. The first of them counts.
///
/// # Errors
/// Those of the database.
pub async fn of_student(db: &Db, student: EnrollmentId, assignment: &Assignment) -> Result<Vec<HandIn>> {
    db.all(sql!(
        with_places!(
            "e.id = $1",
            "SELECT h.id, h.enrollment_id AS enrollment, p.name AS by, h.module_id AS module, h.unit, h.unit_id, h.team_id AS team,
                t.name AS team_name, h.version, h.handed_in_at, h.due_at, h.late_seconds, h.text
             FROM places JOIN hand_in_members m ON m.enrollment_id = places.past JOIN hand_ins h ON h.id = m.hand_in_id
             JOIN enrollments e ON e.id = h.enrollment_id JOIN people p ON p.id = e.person_id LEFT JOIN teams t ON t.id = h.team_id
             WHERE h.module_id = $2 AND h.unit = $3 ORDER BY h.handed_in_at DESC, h.version DESC"
        ),
        student,
        assignment.module,
        assignment.unit
    ))
    .await
}

/// What was handed in, whole. Whether the reader may see it is for the caller to know.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if there is none; those of the database.
pub async fn work(db: &Db, id: HandInId) -> Result<Work> {
    let hand_in: HandIn = db
        .one(sql!(
            "SELECT h.id, h.enrollment_id AS enrollment, p.name AS by, h.module_id AS module, h.unit, h.unit_id, h.team_id AS team,
                t.name AS team_name, h.version, h.handed_in_at, h.due_at, h.late_seconds, h.text
             FROM hand_ins h
             JOIN enrollments e ON e.id = h.enrollment_id JOIN people p ON p.id = e.person_id LEFT JOIN teams t ON t.id = h.team_id
             WHERE h.id = $1",
            id
        ))
        .await?;
    let files: Vec<WorkFile> = db
        .all(sql!(
            "SELECT f.id, f.name, f.kind, f.size, f.sha256, f.added_at
             FROM hand_in_files h JOIN assignment_files f ON f.id = h.file_id WHERE h.hand_in_id = $1 ORDER BY h.position",
            id
        ))
        .await?;
    let runs: Vec<Run> =
        db.all(sql!("SELECT simulator, title, inputs, result FROM hand_in_runs WHERE hand_in_id = $1 ORDER BY position", id)).await?;
    let members = sql!(
        "SELECT m.enrollment_id, p.name FROM hand_in_members m JOIN enrollments e ON e.id = m.enrollment_id JOIN people p ON p.id = e.person_id
         WHERE m.hand_in_id = $1 ORDER BY LOWER(p.name), m.enrollment_id",
        id
    );
    Ok(Work { hand_in, files, runs, members: db.all(members).await? })
}

/// Every enrollment a student came from, their own among them: what they handed in under these is theirs.
///
/// # Errors
/// Those of the database.
pub(super) async fn places_of(db: &Db, student: EnrollmentId) -> Result<Vec<EnrollmentId>> {
    db.values(sql!(with_places!("e.id = $1", "SELECT places.past FROM places"), student)).await
}

/// What was said last of what was handed in, and in which part.
///
/// # Errors
/// Those of the database.
pub async fn newest_said(db: &Db, id: HandInId) -> Result<Option<(GradingRole, GradingOutcome)>> {
    db.maybe(sql!("SELECT role, outcome FROM gradings WHERE hand_in_id = $1 ORDER BY graded_at DESC, id DESC LIMIT 1", id)).await
}
