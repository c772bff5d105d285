//! Files that are to be handed in. Their bytes are in the object store before they are named here.

use chrono::{DateTime, Utc};

use super::super::{Assignment, FileKind, MOST_FILES, WorkFile};
use crate::{
    Conflict, Error, Result,
    db::{Db, Tx, sql},
    ids::{EnrollmentId, PersonId, WorkFileId},
};

/// A file to be added; its bytes are in the object store already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Made with the form: sent twice, it is one file.
    pub id: WorkFileId,
    /// Whose.
    pub enrollment: EnrollmentId,
    /// For what.
    pub assignment: Assignment,
    /// As its owner calls it.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// In bytes.
    pub size: i64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The files a student would hand in now, in the order in which they were added, with those of cohorts they were in before.
///
/// # Errors
/// Those of the database.
pub async fn draft_files(db: &Db, student: EnrollmentId, assignment: &Assignment) -> Result<Vec<WorkFile>> {
    db.all(sql!(
        with_places!(
            "e.id = $1",
            "SELECT f.id, f.name, f.kind, f.size, f.sha256, f.added_at FROM places JOIN assignment_files f ON f.enrollment_id = places.past
             WHERE f.module_id = $2 AND f.unit = $3 AND f.removed_at IS NULL ORDER BY f.added_at, f.id"
        ),
        student,
        assignment.module,
        assignment.unit
    ))
    .await
}

/// Adds a file to those that are to be handed in.
///
/// # Errors
/// [`Error::Invalid`] by `file` if there are as many as may be; [`Conflict::IdReused`] if the form's id is another's; those of the database.
pub async fn add_file(tx: &Tx, now: DateTime<Utc>, new: &NewFile) -> Result<()> {
    super::turn(tx, new.enrollment).await?;
    let same = sql!("SELECT enrollment_id, sha256 FROM assignment_files WHERE id = $1", new.id);
    if let Some((owner, sha256)) = tx.maybe::<(EnrollmentId, String)>(same).await? {
        let repeated = owner == new.enrollment && sha256 == new.sha256;
        return if repeated { Ok(()) } else { Err(Error::Conflict(Conflict::IdReused)) };
    }
    if draft_files(tx, new.enrollment, &new.assignment).await?.len() >= MOST_FILES {
        return Err(Error::field("file", format!("There are {MOST_FILES} files, as many as can be handed in. Remove one first.")));
    }
    tx.run(sql!(
        "INSERT INTO assignment_files (id, enrollment_id, module_id, unit, name, kind, size, sha256, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id,
        new.enrollment,
        new.assignment.module,
        new.assignment.unit,
        new.name,
        new.kind,
        new.size,
        new.sha256,
        now
    ))
    .await?;
    Ok(())
}

/// Takes a file out of those that are to be handed in. What it was handed in with keeps it. Doing so again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] if it is none of this student's; those of the database.
pub async fn remove_file(tx: &Tx, now: DateTime<Utc>, (student, file): (EnrollmentId, WorkFileId)) -> Result<()> {
    let removed = tx
        .run(sql!(
            "UPDATE assignment_files SET removed_at = COALESCE(removed_at, $1) WHERE id = $2 AND enrollment_id IN (
                SELECT own.id FROM enrollments e JOIN enrollments own ON own.person_id = e.person_id WHERE e.id = $3)",
            now,
            file,
            student
        ))
        .await?;
    if removed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// A file of their own, or one that was handed in for them by their team.
///
/// # Errors
/// [`Error::NotFound`] if there is none, and just so if it is not theirs; those of the database.
pub async fn file_of_student(db: &Db, person: PersonId, file: WorkFileId) -> Result<WorkFile> {
    db.one(sql!(
        "SELECT f.id, f.name, f.kind, f.size, f.sha256, f.added_at
         FROM assignment_files f JOIN enrollments e ON e.id = f.enrollment_id
         WHERE f.id = $1 AND (e.person_id = $2 OR EXISTS (
            SELECT 1 FROM hand_in_files h JOIN hand_in_members m ON m.hand_in_id = h.hand_in_id
            JOIN enrollments other ON other.id = m.enrollment_id WHERE h.file_id = f.id AND other.person_id = $2))",
        file,
        person
    ))
    .await
}

crate::row! {
    /// Where a file was handed in, or where its students have gone on since, for the check whether somebody may see it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct HandedInAt {
        /// The cohort's name in addresses.
        pub cohort: String,
        /// The module's.
        pub module: String,
    }
}

/// A file that was handed in, and where: a reader needs a scope of one of these. What is only a draft is its owner's alone.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or it was not handed in; those of the database.
pub async fn handed_in_file(db: &Db, file: WorkFileId) -> Result<(WorkFile, Vec<HandedInAt>)> {
    let at: Vec<HandedInAt> = db
        .all(sql!(
            with_later!(
                "SELECT x.enrollment_id FROM hand_in_files hf JOIN hand_in_members x ON x.hand_in_id = hf.hand_in_id WHERE hf.file_id = $1",
                "SELECT DISTINCT c.slug AS cohort, m.slug AS module
                 FROM later JOIN enrollments e ON e.id = later.id JOIN cohorts c ON c.id = e.cohort_id
                 JOIN assignment_files f ON f.id = $1 JOIN modules m ON m.id = f.module_id ORDER BY c.slug"
            ),
            file
        ))
        .await?;
    if at.is_empty() {
        return Err(Error::NotFound);
    }
    let file = db.one(sql!("SELECT id, name, kind, size, sha256, added_at FROM assignment_files WHERE id = $1", file)).await?;
    Ok((file, at))
}

/// Whether the bytes of this hash are needed: by a file that is to be handed in, or was.
///
/// # Errors
/// Those of the database.
pub async fn is_file_kept(db: &Db, sha256: &str) -> Result<bool> {
    let kept = sql!(
        "SELECT f.id FROM assignment_files f WHERE f.sha256 = $1
         AND (f.removed_at IS NULL OR EXISTS (SELECT 1 FROM hand_in_files h WHERE h.file_id = f.id)) LIMIT 1",
        sha256
    );
    Ok(db.maybe::<(WorkFileId,)>(kept).await?.is_some())
}
