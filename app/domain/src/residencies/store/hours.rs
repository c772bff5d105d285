//! When faculty are on site during a residency.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::hours::{Hours, Presence, Teaching};
use crate::{
    Error, Result, audit,
    db::{Db, Tx, rows, sql},
    ids::{CohortId, PersonId, ResidencyId},
};

crate::row! {
    struct Teacher {
        person: PersonId,
        name: String,
        answered_at: Option<DateTime<Utc>>,
        answered_by: Option<String>,
    }
}

/// Everybody who teaches the residency's cohort, or a module of it, by name, with when they are there.
///
/// # Errors
/// Those of the database.
pub async fn teaching_hours(db: &Db, residency: ResidencyId) -> Result<Vec<Teaching>> {
    let teachers = db
        .all::<Teacher>(sql!(
            "SELECT p.id AS person, p.name, a.answered_at, b.name AS answered_by
             FROM residencies r JOIN people p ON p.id IN (SELECT t.person_id FROM teaching t WHERE t.cohort_id = r.cohort_id)
             LEFT JOIN faculty_answers a ON a.residency_id = r.id AND a.person_id = p.id
             LEFT JOIN people b ON b.id = a.answered_by
             WHERE r.id = $1 ORDER BY LOWER(p.name), p.id",
            residency
        ))
        .await?;
    let rows = db
        .all::<(PersonId, i64, i64, i64)>(sql!(
            "SELECT person_id, day, from_minute, until_minute FROM faculty_hours WHERE residency_id = $1 ORDER BY person_id, day, from_minute",
            residency
        ))
        .await?;
    let mut hours: HashMap<PersonId, Vec<Hours>> = HashMap::new();
    for (person, day, from, until) in rows {
        hours.entry(person).or_default().push(Hours { day, from, until });
    }
    let of = |Teacher { person, name, answered_at, answered_by }| {
        let said = answered_at.zip(answered_by);
        let presence = if said.is_some() { Presence::Hours(hours.remove(&person).unwrap_or_default()) } else { Presence::Unsaid };
        Teaching { person, name, presence, said }
    };
    Ok(teachers.into_iter().map(of).collect())
}

/// When one of those who teach the residency's cohort is there.
///
/// # Errors
/// [`Error::NotFound`] if they do not teach it.
pub async fn hours_of(db: &Db, residency: ResidencyId, person: PersonId) -> Result<Teaching> {
    teaching_hours(db, residency).await?.into_iter().find(|one| one.person == person).ok_or(Error::NotFound)
}

/// Says when somebody who teaches the cohort is there, in place of what was said before.
///
/// # Errors
/// [`Error::NotFound`] if they do not teach the cohort, or the residency is none of it.
pub async fn put_hours(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    (cohort, residency, person): (CohortId, ResidencyId, PersonId),
    presence: &Presence,
) -> Result<()> {
    let teaches = sql!(
        "SELECT COUNT(*) FROM residencies r JOIN teaching t ON t.cohort_id = r.cohort_id AND t.person_id = $1
         WHERE r.id = $2 AND r.cohort_id = $3",
        person,
        residency,
        cohort
    );
    if tx.value::<i64>(teaches).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.run(sql!("DELETE FROM faculty_hours WHERE residency_id = $1 AND person_id = $2", residency, person)).await?;
    match presence {
        Presence::Hours(hours) => write(tx, (residency, person), (now, actor), hours).await?,
        Presence::Unsaid => {
            tx.run(sql!("DELETE FROM faculty_answers WHERE residency_id = $1 AND person_id = $2", residency, person)).await?;
        }
    }
    let details = json!({ "residency": residency, "presence": presence });
    audit::append(tx, now, Some(actor), "faculty_hours.said", format!("person {person}"), details).await
}

async fn write(
    tx: &Tx,
    (residency, person): (ResidencyId, PersonId),
    (now, actor): (DateTime<Utc>, PersonId),
    hours: &[Hours],
) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO faculty_answers (residency_id, person_id, answered_at, answered_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (residency_id, person_id) DO UPDATE SET answered_at = excluded.answered_at, answered_by = excluded.answered_by",
        residency,
        person,
        now,
        actor
    ))
    .await?;
    tx.run(rows!(
        "INSERT INTO faculty_hours (residency_id, person_id, day, from_minute, until_minute) VALUES $rows",
        for one in hours => residency, person, one.day, one.from, one.until
    ))
    .await?;
    Ok(())
}
