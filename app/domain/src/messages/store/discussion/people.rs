//! Who takes part in a discussion.

use crate::{
    Error, Result,
    db::{Db, sql},
    ids::{CohortId, PersonId},
    messages::{Seat, Spot},
    policy::Rights,
};

/// Who asks, with the powers that are in force for them.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// Who.
    pub person: PersonId,
    /// What they may do beyond their own studies.
    pub rights: Rights,
}

crate::row! {
    struct Reasons { runs: bool, teaches: bool, studies: bool }
}

/// In what capacity somebody takes part in the discussion of a cohort or one of its modules: administrators and staff of the program,
/// faculty of the module (in the cohort's own discussion all of its faculty), and who is enrolled.
///
/// # Errors
/// [`Error::NotFound`] if they do not, or there is no such cohort; otherwise those of the database.
pub async fn seat(db: &Db, who: Given, spot: &Spot) -> Result<Seat> {
    let reasons: Reasons = db
        .one(sql!(
            "SELECT
                EXISTS (SELECT 1 FROM program_staff s WHERE s.program_id = c.program_id AND s.person_id = $1) AS runs,
                EXISTS (SELECT 1 FROM teaching t LEFT JOIN modules m ON m.id = t.module_id WHERE t.cohort_id = c.id AND t.person_id = $1
                    AND (t.module_id IS NULL OR $2 = '' OR m.slug = $2)) AS teaches,
                EXISTS (SELECT 1 FROM enrollments e WHERE e.cohort_id = c.id AND e.person_id = $1 AND e.state = 'enrolled') AS studies
             FROM cohorts c WHERE c.id = $3",
            who.person,
            spot.module,
            spot.cohort
        ))
        .await?;
    let is_staff = who.rights.administrator || (who.rights.staff && reasons.runs);
    match (is_staff, reasons.teaches && who.rights.teaches, reasons.studies) {
        (true, ..) => Ok(Seat::Staff),
        (_, true, _) => Ok(Seat::Faculty),
        (.., true) => Ok(Seat::Student),
        _ => Err(Error::NotFound),
    }
}

crate::row! {
    /// Somebody who takes part and can be mentioned.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Participant {
        /// Who.
        pub person: PersonId,
        /// As they want to be called.
        pub name: String,
        /// Whether they study there; otherwise they teach or run it.
        pub studies: bool,
    }
}

/// Everybody who takes part in a discussion, by name, each once: who is enrolled, the faculty, the staff of the program.
///
/// # Errors
/// Those of the database.
pub async fn participants(db: &Db, spot: &Spot) -> Result<Vec<Participant>> {
    db.all(sql!(
        "WITH here AS (
            SELECT e.person_id, 1 AS studies FROM enrollments e WHERE e.cohort_id = $1 AND e.state = 'enrolled'
            UNION ALL
            SELECT t.person_id, 0 FROM teaching t LEFT JOIN modules m ON m.id = t.module_id
            WHERE t.cohort_id = $1 AND (t.module_id IS NULL OR $2 = '' OR m.slug = $2)
            UNION ALL
            SELECT s.person_id, 0 FROM program_staff s JOIN cohorts c ON c.program_id = s.program_id WHERE c.id = $1)
         SELECT p.id AS person, p.name, MAX(here.studies) = 1 AS studies
         FROM here JOIN people p ON p.id = here.person_id WHERE p.deactivated_at IS NULL
         GROUP BY p.id, p.name ORDER BY p.name, p.id",
        spot.cohort,
        spot.module
    ))
    .await
}

/// The name of a cohort in addresses.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn cohort_slug(db: &Db, cohort: CohortId) -> Result<String> {
    db.value(sql!("SELECT slug FROM cohorts WHERE id = $1", cohort)).await
}

/// The title of the program of a cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is no such cohort.
pub async fn program_of(db: &Db, cohort: CohortId) -> Result<String> {
    db.value(sql!("SELECT p.title FROM cohorts c JOIN programs p ON p.id = c.program_id WHERE c.id = $1", cohort)).await
}

/// Everybody who is enrolled in a cohort.
///
/// # Errors
/// Those of the database.
pub async fn enrolled(db: &Db, cohort: CohortId) -> Result<Vec<PersonId>> {
    db.values(sql!("SELECT person_id FROM enrollments WHERE cohort_id = $1 AND state = 'enrolled' ORDER BY person_id", cohort)).await
}
