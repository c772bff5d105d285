//! Teams of a cohort, and what they are mixed by.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::teams::{Mixing, Student, Team, TypedBackground, called, mark, mix};
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Tx, rows, sql},
    ids::{CohortId, EnrollmentId, PersonId, TeamId},
};

/// The students of a cohort who study, by name, with what teams are mixed by.
///
/// # Errors
/// Those of the database.
pub async fn students(db: &Db, cohort: CohortId) -> Result<Vec<Student>> {
    db.all(sql!(
        "SELECT e.id AS enrollment, p.name, p.specialty, COALESCE(b.site, '') AS site, COALESCE(b.employer, '') AS employer
         FROM enrollments e JOIN people p ON p.id = e.person_id LEFT JOIN student_backgrounds b ON b.enrollment_id = e.id
         WHERE e.cohort_id = $1 AND e.state = 'enrolled' ORDER BY LOWER(p.name), e.id",
        cohort
    ))
    .await
}

/// The teams of a cohort, in order. Whoever studies no longer is in none; who is away for a time is in theirs again on return.
///
/// # Errors
/// Those of the database.
pub async fn teams(db: &Db, cohort: CohortId) -> Result<Vec<Team>> {
    let mut members: HashMap<TeamId, Vec<EnrollmentId>> = HashMap::new();
    let pairs = sql!(
        "SELECT m.team_id, e.id FROM enrollments e JOIN team_members m ON m.enrollment_id = e.id JOIN people p ON p.id = e.person_id
         WHERE e.cohort_id = $1 AND e.state = 'enrolled' ORDER BY LOWER(p.name), e.id",
        cohort
    );
    for (team, member) in db.all::<(TeamId, EnrollmentId)>(pairs).await? {
        members.entry(team).or_default().push(member);
    }
    let all = sql!("SELECT id, name, position FROM teams WHERE cohort_id = $1 AND retired_at IS NULL ORDER BY position, id", cohort);
    let with = |(id, name, position)| Team { id, name, position, members: members.remove(&id).unwrap_or_default() };
    Ok(db.all::<(TeamId, String, i64)>(all).await?.into_iter().map(with).collect())
}

/// Mixes the students of a cohort anew and keeps it, if that makes the teams of this mark, which were looked at. Teams that are there
/// keep their ids and names; those there are too many of are retired, for releases may refer to them.
///
/// # Errors
/// [`Conflict::Stale`] if the students, or what is known of them, changed meanwhile so that other teams would come of it.
pub async fn keep_teams(tx: &Tx, now: DateTime<Utc>, actor: PersonId, cohort: CohortId, (mixing, seen): (Mixing, &str)) -> Result<()> {
    audit::hold(tx).await?;
    let mixed = mix(&students(tx, cohort).await?, mixing);
    if mark(&mixed) != seen {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let teams = put_teams(tx, now, cohort, mixed.len()).await?;
    tx.run(sql!("DELETE FROM team_members WHERE enrollment_id IN (SELECT e.id FROM enrollments e WHERE e.cohort_id = $1)", cohort)).await?;
    let members = teams.into_iter().zip(mixed).flat_map(|(team, members)| members.into_iter().map(move |member| (member, team)));
    tx.run(rows!("INSERT INTO team_members (enrollment_id, team_id) VALUES $rows", for (member, team) in members => member, team)).await?;
    let details = json!({ "teams": mixing.teams, "seed": mixing.seed.to_string() });
    audit::append(tx, now, Some(actor), "teams.mixed", format!("cohort {cohort}"), details).await
}

crate::row! {
    struct Place {
        id: TeamId,
        name: String,
        retired_at: Option<DateTime<Utc>>,
    }
}

/// All teams a cohort ever had, in order, and what the first so many are called once they are needed.
async fn places(db: &Db, cohort: CohortId, wanted: usize) -> Result<(Vec<Place>, Vec<String>)> {
    let all = sql!("SELECT id, name, retired_at FROM teams WHERE cohort_id = $1 ORDER BY position, id", cohort);
    let there = db.all::<Place>(all).await?;
    let known: Vec<_> = there.iter().map(|place| (place.name.clone(), place.retired_at.is_some())).collect();
    Ok((there, called(&known, wanted)))
}

/// What so many teams of a cohort will be called: those that are there keep their names.
///
/// # Errors
/// Those of the database.
pub async fn team_names(db: &Db, cohort: CohortId, wanted: usize) -> Result<Vec<String>> {
    Ok(places(db, cohort, wanted).await?.1)
}

/// So many teams: those that are there or were, then new ones; the rest is retired.
async fn put_teams(tx: &Tx, now: DateTime<Utc>, cohort: CohortId, wanted: usize) -> Result<Vec<TeamId>> {
    let (there, names) = places(tx, cohort, wanted).await?;
    let of = |(place, name)| Place { id: there.get(place).map_or_else(TeamId::new, |place: &Place| place.id), name, retired_at: None };
    let wanted: Vec<Place> = names.into_iter().enumerate().map(of).collect();
    let gone = there[wanted.len().min(there.len())..].iter();
    let gone = gone.map(|place| Place { retired_at: place.retired_at.or(Some(now)), name: place.name.clone(), ..*place });
    let teams: Vec<TeamId> = wanted.iter().map(|place| place.id).collect();
    tx.run(rows!(
        "INSERT INTO teams (id, cohort_id, name, position, retired_at) VALUES $rows
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, retired_at = excluded.retired_at",
        for (position, place) in (1_i64..).zip(wanted.into_iter().chain(gone)) => place.id, cohort, place.name, position, place.retired_at
    ))
    .await?;
    Ok(teams)
}

/// Moves a student into another team, or into none.
///
/// # Errors
/// [`Error::NotFound`] if the cohort has no such student who studies, or no such team.
pub async fn move_student(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    cohort: CohortId,
    (student, team): (EnrollmentId, Option<TeamId>),
) -> Result<()> {
    let studies = sql!("SELECT id FROM enrollments WHERE id = $1 AND cohort_id = $2 AND state = 'enrolled'", student, cohort);
    tx.maybe::<(EnrollmentId,)>(studies).await?.ok_or(Error::NotFound)?;
    if let Some(team) = team {
        let there = sql!("SELECT id FROM teams WHERE id = $1 AND cohort_id = $2 AND retired_at IS NULL", team, cohort);
        tx.maybe::<(TeamId,)>(there).await?.ok_or(Error::NotFound)?;
    }
    tx.run(sql!("DELETE FROM team_members WHERE enrollment_id = $1", student)).await?;
    tx.run(rows!("INSERT INTO team_members (enrollment_id, team_id) VALUES $rows", for team in team => student, team)).await?;
    audit::append(tx, now, Some(actor), "teams.moved", format!("enrollment {student}"), json!({ "team": team })).await
}

/// Gives teams of a cohort other names.
///
/// # Errors
/// [`Error::NotFound`] if one of them is none of the cohort.
pub async fn rename_teams(tx: &Tx, now: DateTime<Utc>, actor: PersonId, cohort: CohortId, names: &[(TeamId, String)]) -> Result<()> {
    audit::hold(tx).await?;
    let there = sql!("SELECT id, name, position FROM teams WHERE cohort_id = $1", cohort);
    let there: HashMap<TeamId, (String, i64)> =
        tx.all::<(TeamId, String, i64)>(there).await?.into_iter().map(|(id, name, position)| (id, (name, position))).collect();
    let mut renamed = Vec::new();
    for (team, name) in names {
        let (before, position) = there.get(team).ok_or(Error::NotFound)?;
        if before != name {
            renamed.push((*team, before, name, *position));
        }
    }
    if renamed.is_empty() {
        return Ok(());
    }
    tx.run(rows!(
        "INSERT INTO teams (id, cohort_id, name, position) VALUES $rows ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        for (team, _, name, position) in &renamed => *team, cohort, *name, *position
    ))
    .await?;
    let details: Vec<_> =
        renamed.iter().map(|(team, before, after, _)| json!({ "team": team, "before": before, "after": after })).collect();
    audit::append(tx, now, Some(actor), "teams.renamed", format!("cohort {cohort}"), json!(details)).await
}

/// Writes down where students of a cohort come from, in place of what stood there.
///
/// # Errors
/// [`Error::NotFound`] if one of them is none of the cohort.
pub async fn put_backgrounds(tx: &Tx, cohort: CohortId, backgrounds: &[TypedBackground]) -> Result<()> {
    let theirs: HashSet<EnrollmentId> =
        tx.values(sql!("SELECT id FROM enrollments WHERE cohort_id = $1", cohort)).await?.into_iter().collect();
    if backgrounds.iter().any(|one| !theirs.contains(&one.enrollment)) {
        return Err(Error::NotFound);
    }
    tx.run(rows!(
        "INSERT INTO student_backgrounds (enrollment_id, employer, site) VALUES $rows
         ON CONFLICT (enrollment_id) DO UPDATE SET employer = excluded.employer, site = excluded.site",
        for one in backgrounds => one.enrollment, one.employer, one.site
    ))
    .await?;
    Ok(())
}
