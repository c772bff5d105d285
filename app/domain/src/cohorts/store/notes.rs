//! Notes on students. All of it takes the scope of the reader, and is not there for who does not run the program.

use chrono::{DateTime, Utc};

use super::super::{NewNote, Note, Scope};
use crate::{
    Conflict, Error, Result,
    db::{Db, Tx, sql},
    ids::{EnrollmentId, NoteId, PersonId},
};

/// The notes on a student of the scope's cohort, the newest first.
///
/// # Errors
/// [`Error::NotFound`] for who does not run the program.
pub async fn notes(db: &Db, scope: &Scope, enrollment: EnrollmentId) -> Result<Vec<Note>> {
    for_staff(scope)?;
    db.all(sql!(
        "SELECT n.id, n.body, a.name AS author, n.written_at, n.struck_at, s.name AS struck_by
         FROM student_notes n JOIN enrollments e ON e.id = n.enrollment_id AND e.cohort_id = $1
         JOIN people a ON a.id = n.author_id LEFT JOIN people s ON s.id = n.struck_by
         WHERE n.enrollment_id = $2 ORDER BY n.written_at DESC, n.id DESC",
        scope.cohort().id,
        enrollment
    ))
    .await
}

/// Keeps a note on a student of the scope's cohort. Kept before under this id, it is not kept again.
///
/// # Errors
/// [`Error::NotFound`] if there is no such student in this cohort, and for who does not run its program;
/// [`Conflict::IdReused`] if another note has this id.
pub async fn write_note(tx: &Tx, now: DateTime<Utc>, scope: &Scope, author: PersonId, note: &NewNote) -> Result<()> {
    for_staff(scope)?;
    let student = sql!("SELECT id FROM enrollments WHERE id = $1 AND cohort_id = $2", note.enrollment, scope.cohort().id);
    tx.maybe::<(EnrollmentId,)>(student).await?.ok_or(Error::NotFound)?;
    let written = tx
        .run(sql!(
            "INSERT INTO student_notes (id, enrollment_id, author_id, body, written_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO NOTHING",
            note.id,
            note.enrollment,
            author,
            note.body,
            now
        ))
        .await?;
    if written == 0 {
        return kept_before(tx, author, note).await;
    }
    Ok(())
}

async fn kept_before(tx: &Tx, author: PersonId, note: &NewNote) -> Result<()> {
    let same = sql!(
        "SELECT id FROM student_notes WHERE id = $1 AND enrollment_id = $2 AND author_id = $3 AND body = $4",
        note.id,
        note.enrollment,
        author,
        note.body
    );
    tx.maybe::<(NoteId,)>(same).await?.map(|_| ()).ok_or(Error::Conflict(Conflict::IdReused))
}

/// Strikes a note out; it stays readable. Struck out before, it stays as it is.
///
/// # Errors
/// [`Error::NotFound`] if there is no such note on this student of the cohort, and for who does not run its program.
pub async fn strike_note(
    tx: &Tx,
    now: DateTime<Utc>,
    scope: &Scope,
    actor: PersonId,
    (enrollment, note): (EnrollmentId, NoteId),
) -> Result<()> {
    for_staff(scope)?;
    let there = sql!(
        "SELECT n.id FROM student_notes n JOIN enrollments e ON e.id = n.enrollment_id
         WHERE n.id = $1 AND n.enrollment_id = $2 AND e.cohort_id = $3",
        note,
        enrollment,
        scope.cohort().id
    );
    tx.maybe::<(NoteId,)>(there).await?.ok_or(Error::NotFound)?;
    tx.run(sql!("UPDATE student_notes SET struck_at = $1, struck_by = $2 WHERE id = $3 AND struck_at IS NULL", now, actor, note)).await?;
    Ok(())
}

fn for_staff(scope: &Scope) -> Result<()> {
    if scope.runs() { Ok(()) } else { Err(Error::NotFound) }
}
