//! Releasing a schedule: it becomes what everybody sees, for good, and moves the residency in the cohort's calendar where it asks for that.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{
    super::released::{Released, put_released},
    Acting, Beside,
    following::{follow_calendar, released},
    reading, releases, telling,
    telling::ToldOfSchedule,
};
use crate::{
    Conflict, Error, FieldError, Result, audit,
    cohorts::{
        calendar::Rule,
        store::{self as cohorts, Draft},
    },
    db::{Db, Json, Tx, sql},
    ids::{CohortId, ScheduleId},
    learning::store::begun_modules,
    residencies::schedule::{Difference, Schedule, Settings, Snapshot, blocks, differences, warnings},
};

/// A release that is asked for.
#[derive(Clone, Debug)]
pub struct Release {
    /// The number of the release before it; 0 if there was none.
    pub base: i64,
    /// What is different, for everybody whom it concerns.
    pub note: String,
    /// What other parts know of the residency.
    pub beside: Beside,
}

/// What came of a release.
#[derive(Clone, Debug)]
pub struct ReleasedSchedule {
    /// Its number.
    pub number: i64,
    /// What is released now.
    pub snapshot: Snapshot,
    /// Who is to be told what, in the transaction of the release. Who is away is told when they are back.
    pub told: Vec<ToldOfSchedule>,
    /// What became of the cohort's calendar, if the residency moved in it.
    pub calendar: Option<cohorts::Released>,
}

/// Releases a draft as it was seen. What stands nowhere is not released; what no longer stands anywhere is canceled.
///
/// # Errors
/// [`Conflict::Stale`] if the draft changed after `acting.seen`, or another release came first; [`Error::Invalid`] by `schedule`, a
/// sentence for each warning that blocks, by `note`, and by `plan` where the calendar cannot move; [`Error::NotFound`] without such a
/// residency.
pub async fn release_schedule(tx: &Tx, acting: Acting, release: &Release) -> Result<ReleasedSchedule> {
    // The turn of appending to the audit log is the turn of changing dates: what is judged here does not move meanwhile.
    audit::hold(tx).await?;
    let seen = sql!(
        "UPDATE schedules SET released = revision WHERE residency_id = $1 AND revision = $2 RETURNING revision",
        acting.residency,
        acting.seen
    );
    if tx.maybe::<(i64,)>(seen).await?.is_none() && acting.seen > 0 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let schedule = reading::schedule(tx, acting.residency, release.beside.clone()).await?;
    let before = releases::newest_release(tx, acting.residency).await?;
    if before.as_ref().map_or(0, |before| before.number) != release.base {
        return Err(Error::Conflict(Conflict::Stale));
    }
    let snapshot = Snapshot::of(&schedule);
    fit(&schedule, &snapshot, release)?;
    let number = release.base + 1;
    write(tx, acting, (number, release.note.trim()), &snapshot).await?;
    let (cohort, calendar) = move_calendar(tx, acting, &schedule, release.note.trim()).await?;
    let said: Vec<Released> =
        snapshot.sessions.iter().filter_map(|one| released((acting.residency, schedule.first_day), snapshot.time_zone, one)).collect();
    let changed = put_released(tx, acting.now, acting.residency, &said).await?.len();
    if calendar.is_some() {
        follow_calendar(tx, acting.now, cohort).await?;
    }
    let whose = (cohort, acting.residency);
    let told = telling::told(tx, whose, before.as_ref().map(|before| &before.schedule.0), &snapshot).await?;
    telling::note_told(tx, whose, number).await?;
    let details = json!({ "number": number, "note": release.note.trim(), "changed": changed, "told": told.len() });
    audit::append(tx, acting.now, acting.by, "schedule.released", format!("residency {}", acting.residency), details).await?;
    Ok(ReleasedSchedule { number, snapshot, told, calendar })
}

fn fit(schedule: &Schedule, snapshot: &Snapshot, release: &Release) -> Result<()> {
    let field = |field, message: &str| FieldError { field, message: message.to_owned() };
    let mut faults: Vec<FieldError> = blocks(&warnings(schedule)).map(|warning| field("schedule", &warning.words)).collect();
    if snapshot.sessions.is_empty() && release.base == 0 {
        faults.push(field("schedule", "Nothing stands on the board yet: place a session first."));
    }
    match release.note.trim().chars().count() {
        0 => faults.push(field("note", "Say what is new, in a sentence to everybody whom it concerns.")),
        2001.. => faults.push(field("note", "Write at most 2,000 characters.")),
        _ => {}
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// The row of the release, and a draft that asks for no other days any more. Of two releases at once the second finds its number taken.
async fn write(tx: &Tx, acting: Acting, (number, note): (i64, &str), snapshot: &Snapshot) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO schedule_releases (id, residency_id, number, schedule, note, released_at, released_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        ScheduleId::new(),
        acting.residency,
        number,
        Json(snapshot),
        note,
        acting.now,
        acting.by
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::Stale))?;
    let settings = Settings { first_day: None, days: None, ..snapshot.settings.clone() };
    tx.run(sql!("UPDATE schedules SET settings = $1 WHERE residency_id = $2", Json(settings), acting.residency)).await?;
    Ok(())
}

/// Releases the cohort's calendar with the residency on its new days, if they are new.
async fn move_calendar(tx: &Tx, acting: Acting, schedule: &Schedule, note: &str) -> Result<(CohortId, Option<cohorts::Released>)> {
    let (cohort, draft) = calendar_draft(tx, schedule, note).await?;
    let Some(draft) = draft else { return Ok((cohort, None)) };
    let begun = begun_modules(tx, cohort).await?;
    let released = cohorts::release(tx, acting.now, acting.by, cohort, &draft, &begun).await?;
    Ok((cohort, Some(released)))
}

/// The cohort, and its calendar with the residency on the days its schedule asks for; nothing if it has them.
async fn calendar_draft(db: &Db, schedule: &Schedule, note: &str) -> Result<(CohortId, Option<Draft>)> {
    let known = sql!("SELECT cohort_id, position, starts_on, ends_on FROM residencies WHERE id = $1", schedule.residency);
    let (cohort, position, starts_on, ends_on): (CohortId, i64, NaiveDate, NaiveDate) = db.one(known).await?;
    if (schedule.first_day, schedule.days) == reading::days_of((starts_on, ends_on), &Settings::default()) {
        return Ok((cohort, None));
    }
    let mut before = cohorts::plan_in_force(db, cohort).await?;
    let place = usize::try_from(position - 1).unwrap_or(usize::MAX);
    let planned = before.plan.residencies.get_mut(place).ok_or_else(|| Error::Data("a residency that no plan has".into()))?;
    planned.first_day = Rule::fixed(schedule.first_day, None);
    planned.days = u32::try_from(schedule.days).unwrap_or(1);
    let draft = Draft { base: before.number, starts_on: before.calendar.starts_on, plan: before.plan, note: note.to_owned() };
    Ok((cohort, Some(draft)))
}

/// What a release of a draft would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What differs from the newest release; all sessions if there is none.
    pub changes: Vec<Difference>,
    /// How many people are told something.
    pub told: usize,
    /// How many dates of the cohort's calendar move along; what is wrong with the calendar if it cannot move.
    pub dates: Result<usize, Vec<String>>,
}

/// What a release of a draft would do, as it stands.
///
/// # Errors
/// Those of the database.
pub async fn preview(db: &Db, schedule: &Schedule, now: DateTime<Utc>) -> Result<Preview> {
    let (cohort, draft) = calendar_draft(db, schedule, "").await?;
    let before = releases::newest_release(db, schedule.residency).await?;
    let (before, after) = (before.as_ref().map(|before| &before.schedule.0), Snapshot::of(schedule));
    let dates = match draft {
        None => Ok(0),
        Some(draft) => {
            let begun = begun_modules(db, cohort).await?;
            let impact = cohorts::impact(db, cohort, &draft, &begun, now).await?;
            impact.map(|impact| impact.changes.len()).map_err(|faults| faults.iter().map(ToString::to_string).collect())
        }
    };
    let told = telling::told(db, (cohort, schedule.residency), before, &after).await?.len();
    Ok(Preview { changes: differences(before, &after, |_| true), told, dates })
}
