//! Who is to be told of a release: each student whose own dates changed, once, when it concerns them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{
    super::super::{
        EnrollmentState,
        calendar::{Calendar, Change, Moving, When, changes},
    },
    Of, moving, release_by_number,
};
use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{CohortId, EnrollmentId, PersonId},
};

/// A student, and what changed for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The place in the cohort.
    pub enrollment: EnrollmentId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their own zone.
    pub time_zone: Tz,
    /// Their own dates that are other ones now; never empty.
    pub changes: Vec<Change>,
}

/// What somebody was not told while they were away.
#[derive(Clone, Debug)]
pub struct Missed {
    /// Who, and their dates that are other ones than those they knew.
    pub told: Told,
    /// The calendar that is in force.
    pub calendar: Calendar,
}

crate::row! {
    pub(super) struct Student {
        pub id: EnrollmentId,
        pub person_id: PersonId,
        pub name: String,
        pub time_zone: Tz,
        pub state: EnrollmentState,
    }
}

/// Everybody who has or had a place in the cohort, by name.
pub(super) async fn students(db: &Db, cohort: CohortId) -> Result<Vec<Student>> {
    db.all(sql!(
        "SELECT e.id, e.person_id, p.name, p.time_zone, e.state FROM enrollments e JOIN people p ON p.id = e.person_id
         WHERE e.cohort_id = $1 ORDER BY LOWER(p.name), e.id",
        cohort
    ))
    .await
}

/// The units of each module of a cohort, by their names in addresses.
pub(super) async fn units(db: &Db, cohort: CohortId) -> Result<HashMap<String, Vec<String>>> {
    let units = sql!(
        "SELECT m.slug, u.slug FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id JOIN units u ON u.version_id = cm.version_id
         WHERE cm.cohort_id = $1",
        cohort
    );
    let mut of: HashMap<String, Vec<String>> = HashMap::new();
    for (module, unit) in db.all::<(String, String)>(units).await? {
        of.entry(module).or_default().push(unit);
    }
    Ok(of)
}

/// What changes for each student, in one pass; those for whom nothing does are left out.
pub(super) async fn concerned(
    db: &Db,
    cohort: CohortId,
    (before, after, changes): (&Calendar, &Calendar, &[Change]),
) -> Result<Vec<(Student, Vec<Change>)>> {
    let units = units(db, cohort).await?;
    let granted = moving::granted(&moving::all(db, cohort).await?)?;
    let moving = Moving { before, after, changes, units: &units };
    let own = |student: Student| {
        let own = moving.own(granted.get(&student.id).map_or(&[], Vec::as_slice));
        (student, own)
    };
    Ok(students(db, cohort).await?.into_iter().map(own).filter(|(_, own)| !own.is_empty()).collect())
}

/// Finds who is to be told now, and keeps what everybody knows: who studies now, the new release; who is away and was never told, the
/// one before.
pub(super) async fn tell(
    tx: &Tx,
    of: Of,
    (old, new): (i64, i64),
    (before, after, changes): (&Calendar, &Calendar, &[Change]),
) -> Result<Vec<Told>> {
    tx.run(sql!(
        "INSERT INTO calendars_told (enrollment_id, number)
         SELECT e.id, CASE WHEN e.state = 'enrolled' THEN CAST($1 AS BIGINT) ELSE CAST($2 AS BIGINT) END
         FROM enrollments e WHERE e.cohort_id = $3 AND e.state <> 'invited'
         ON CONFLICT (enrollment_id) DO UPDATE SET number = excluded.number WHERE excluded.number = $1",
        new,
        old,
        of.cohort
    ))
    .await?;
    let concerned = concerned(tx, of.cohort, (before, after, changes)).await?;
    let told = |(student, changes): (Student, Vec<Change>)| Told {
        enrollment: student.id,
        person: student.person_id,
        name: student.name,
        time_zone: student.time_zone,
        changes,
    };
    Ok(concerned.into_iter().filter(|(student, _)| student.state == EnrollmentState::Enrolled).map(told).collect())
}

/// What changed for a student since they were last told, for when they come back or come at last: then it concerns them, once. What
/// was and is over by now is left out. Who was never told of a release finds the newest one; there is nothing to tell, nor is there
/// where none of their dates changed.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) without such a place.
pub async fn catch_up(tx: &Tx, now: DateTime<Utc>, enrollment: EnrollmentId) -> Result<Option<Missed>> {
    let theirs = sql!(
        "SELECT e.cohort_id, e.person_id, p.name, p.time_zone, t.number,
            (SELECT MAX(r.number) FROM calendar_releases r WHERE r.cohort_id = e.cohort_id)
         FROM enrollments e JOIN people p ON p.id = e.person_id LEFT JOIN calendars_told t ON t.enrollment_id = e.id WHERE e.id = $1",
        enrollment
    );
    let (cohort, person, name, time_zone, told, newest): (CohortId, PersonId, String, Tz, Option<i64>, Option<i64>) =
        tx.one(theirs).await?;
    let Some(newest) = newest else { return Ok(None) };
    tx.run(sql!(
        "INSERT INTO calendars_told (enrollment_id, number) VALUES ($1, $2) ON CONFLICT (enrollment_id) DO UPDATE SET number = excluded.number",
        enrollment,
        newest
    ))
    .await?;
    let Some(told) = told.filter(|told| *told < newest) else { return Ok(None) };
    let before = release_by_number(tx, cohort, told).await?.calendar.0;
    let after = release_by_number(tx, cohort, newest).await?.calendar.0;
    let (changes, units) = (changes(&before, &after), units(tx, cohort).await?);
    let granted = moving::granted(&moving::all(tx, cohort).await?)?;
    let more = granted.get(&enrollment).map_or(&[][..], Vec::as_slice);
    let mut own = Moving { before: &before, after: &after, changes: &changes, units: &units }.own(more);
    own.retain(|change| [change.before, change.after].iter().flatten().any(|when| !over(*when, now, &after)));
    let missed = Missed { told: Told { enrollment, person, name, time_zone, changes: own }, calendar: after };
    Ok((!missed.told.changes.is_empty()).then_some(missed))
}

/// Whether a date lies behind.
pub(super) fn over(when: When, now: DateTime<Utc>, calendar: &Calendar) -> bool {
    let today = now.with_timezone(&calendar.time_zone).date_naive();
    match when {
        When::Day(day) | When::Days(_, day) => day < today,
        When::At(moment) => moment < now,
    }
}
