//! The busy times of a cohort, for what is told of all of them together. Who reads this sees to it that no single person shows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::sources::Block;
use crate::{
    Result,
    db::{Db, sql},
    ids::{CohortId, PersonId},
    residencies::busy::{Interval, merged},
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

crate::row! {
    struct OfPerson {
        person_id: PersonId,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
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
    let rows: Vec<OfPerson> = db
        .all(sql!(
            "SELECT b.person_id, b.starts_at, b.ends_at FROM enrollments e JOIN busy_blocks b ON b.person_id = e.person_id
             WHERE e.cohort_id = $1 AND e.state = 'enrolled' AND b.ends_at > $2 AND b.starts_at < $3",
            cohort,
            window.starts_at,
            window.ends_at
        ))
        .await?;
    let mut blocks: HashMap<PersonId, Vec<Interval>> = HashMap::new();
    for row in rows {
        blocks.entry(row.person_id).or_default().push(Interval { starts_at: row.starts_at, ends_at: row.ends_at });
    }
    let answered = students.iter().filter(|student| student.answered);
    let answers = answered.map(|student| merged(blocks.remove(&student.person_id).unwrap_or_default())).collect();
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
    let mut answers = Vec::new();
    for person in people.iter().filter(|person| teaching.contains(person)) {
        let blocks: Vec<Block> = db
            .all(sql!(
                "SELECT starts_at, ends_at FROM busy_blocks WHERE person_id = $1 AND ends_at > $2 AND starts_at < $3",
                *person,
                window.starts_at,
                window.ends_at
            ))
            .await?;
        answers.push(merged(blocks.into_iter().map(Interval::from).collect()));
    }
    Ok(answers)
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
