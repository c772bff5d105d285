//! The busy times of a cohort, for what is told of all of them together. Who reads this sees to it that no single person shows.

use std::collections::HashSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::sources::by_person;
use crate::{
    Result,
    db::{Db, list, sql},
    ids::{CohortId, PersonId},
    residencies::busy::Interval,
};

/// What is known of a cohort: nobody has a name here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CohortBusy {
    /// How many study in it.
    pub students: usize,
    /// The blocks of each who has said when they are busy, in order and not touching.
    pub answers: Vec<Vec<Interval>>,
}

crate::row! {
    struct Student {
        person_id: PersonId,
        answered: bool,
    }
}

/// When the enrolled students of a cohort are busy within a window.
///
/// # Errors
/// Those of the database.
pub async fn cohort_busy(db: &Db, cohort: CohortId, window: Interval) -> Result<CohortBusy> {
    let students: Vec<Student> = db
        .all(sql!(
            "SELECT e.person_id, EXISTS (SELECT 1 FROM busy_sources s WHERE s.person_id = e.person_id) AS answered
             FROM enrollments e WHERE e.cohort_id = $1 AND e.state = 'enrolled'",
            cohort
        ))
        .await?;
    let blocks = sql!(
        "SELECT b.person_id, b.starts_at, b.ends_at FROM enrollments e JOIN busy_blocks b ON b.person_id = e.person_id
         WHERE e.cohort_id = $1 AND e.state = 'enrolled' AND b.ends_at > $2 AND b.starts_at < $3",
        cohort,
        window.starts_at,
        window.ends_at
    );
    let mut blocks = by_person(db.all(blocks).await?);
    let answered = students.iter().filter(|student| student.answered);
    let answers = answered.map(|student| blocks.remove(&student.person_id).unwrap_or_default()).collect();
    Ok(CohortBusy { students: students.len(), answers })
}

crate::row! {
    /// Somebody who teaches in a cohort.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Teacher {
        /// Who.
        pub person_id: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they have said when they are busy.
        pub answered: bool,
    }
}

/// Who teaches in a cohort, by name.
///
/// # Errors
/// Those of the database.
pub async fn teachers(db: &Db, cohort: CohortId) -> Result<Vec<Teacher>> {
    db.all(sql!(
        "SELECT DISTINCT p.id AS person_id, p.name, EXISTS (SELECT 1 FROM busy_sources s WHERE s.person_id = p.id) AS answered
         FROM teaching t JOIN people p ON p.id = t.person_id WHERE t.cohort_id = $1 ORDER BY p.name, person_id",
        cohort
    ))
    .await
}

/// When each of these people who teach in a cohort is busy within a window; of others nothing.
///
/// # Errors
/// Those of the database.
pub async fn teachers_busy(db: &Db, cohort: CohortId, people: &[PersonId], window: Interval) -> Result<Vec<Vec<Interval>>> {
    let teaching: HashSet<PersonId> = teachers(db, cohort).await?.into_iter().map(|teacher| teacher.person_id).collect();
    let asked: HashSet<PersonId> = people.iter().copied().filter(|person| teaching.contains(person)).collect();
    let blocks = list!(
        "SELECT person_id, starts_at, ends_at FROM busy_blocks WHERE ends_at > $1 AND starts_at < $2 AND person_id IN ($list)",
        in asked.iter().copied(),
        window.starts_at,
        window.ends_at
    );
    let mut blocks = by_person(db.all(blocks).await?);
    Ok(asked.into_iter().map(|person| blocks.remove(&person).unwrap_or_default()).collect())
}

crate::row! {
    /// A residency of a cohort that has not begun, for whoever thinks of applying.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NextResidency {
        /// The cohort's name.
        pub cohort: String,
        /// When the cohort begins.
        pub cohort_starts_on: NaiveDate,
        /// The campus zone.
        pub campus: Tz,
        /// The residency's name.
        pub title: String,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day, included.
        pub ends_on: NaiveDate,
    }
}

/// The residencies of the cohorts that begin after a day, by time.
///
/// # Errors
/// Those of the database.
pub async fn next_residencies(db: &Db, today: NaiveDate) -> Result<Vec<NextResidency>> {
    db.all(sql!(
        "SELECT c.title AS cohort, c.starts_on AS cohort_starts_on, c.time_zone AS campus, r.title, r.starts_on, r.ends_on
         FROM cohorts c JOIN residencies r ON r.cohort_id = c.id WHERE c.starts_on > $1 ORDER BY c.starts_on, c.title, r.starts_on",
        today
    ))
    .await
}
