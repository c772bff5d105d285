//! Releases of a cohort's calendar. A release is never changed; the next takes its place. What is in force stands in the cohort's
//! residencies, modules and units, where everything else reads it, and in its calendar's entries.

mod creating;
mod drafts;
mod entries;
mod impact;
mod in_force;
mod moving;
mod projection;
mod telling;

pub use creating::{CohortFromProgram, create_cohort_from};
pub use drafts::{Draft, draft_faults};
pub use impact::{Affected, ExtensionMove, Impact, impact};
pub use in_force::{InForce, plan_in_force};
pub use telling::{Missed, Told, catch_up};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::calendar::{Calendar, Change, Plan, changes};
use super::programs::refused;
use crate::{
    Conflict, Error, Result, audit,
    db::{Db, Json, Tx, sql},
    ids::{CohortId, ModuleId, PersonId, ReleaseId},
};

crate::row! {
    /// A release in a list of several.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReleaseLine {
        /// Its number, from 1; 0 is how the dates stood before the first.
        pub number: i64,
        /// What was said about it.
        pub note: String,
        /// Since when it is in force.
        pub released_at: DateTime<Utc>,
        /// Who released it; absent: the program itself.
        pub released_by: Option<String>,
    }
}

crate::row! {
    /// A release: the rules, and what they came to.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Release {
        /// Its number, from 1; 0 is how the dates stood before the first.
        pub number: i64,
        /// What was said about it.
        pub note: String,
        /// Since when it is in force.
        pub released_at: DateTime<Utc>,
        /// Who released it; absent: the program itself.
        pub released_by: Option<String>,
        /// The rules.
        pub plan: Json<Plan>,
        /// What they came to.
        pub calendar: Json<Calendar>,
    }
}

/// What came of a release.
#[derive(Clone, Debug)]
pub struct Released {
    /// Its number.
    pub number: i64,
    /// What is in force now.
    pub calendar: Calendar,
    /// Every date that is another one now.
    pub changes: Vec<Change>,
    /// Who is to be told what, in the transaction of the release. Who is away is told when they are back, see [`catch_up`].
    pub told: Vec<Told>,
}

/// What a release is made for.
#[derive(Clone, Copy)]
struct Of {
    cohort: CohortId,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
}

/// What is released.
struct New<'n> {
    number: i64,
    plan: &'n Plan,
    calendar: &'n Calendar,
    note: &'n str,
}

/// All releases of a cohort, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn releases(db: &Db, cohort: CohortId) -> Result<Vec<ReleaseLine>> {
    db.all(sql!(
        "SELECT r.number, r.note, r.released_at, p.name AS released_by
         FROM calendar_releases r LEFT JOIN people p ON p.id = r.released_by WHERE r.cohort_id = $1 ORDER BY r.number DESC",
        cohort
    ))
    .await
}

/// One release of a cohort.
///
/// # Errors
/// [`Error::NotFound`] if there is none of this number.
pub async fn release_by_number(db: &Db, cohort: CohortId, number: i64) -> Result<Release> {
    db.maybe(sql!(
        "SELECT r.number, r.note, r.released_at, p.name AS released_by, r.plan, r.calendar
         FROM calendar_releases r LEFT JOIN people p ON p.id = r.released_by WHERE r.cohort_id = $1 AND r.number = $2",
        cohort,
        number
    ))
    .await?
    .ok_or(Error::NotFound)
}

/// Puts a draft into force as the next release. `begun` are the modules in which somebody of the cohort has done something, see
/// `learning::store::begun_modules`: they cannot be taken out.
///
/// # Errors
/// [`Error::Invalid`] by `plan` and `note`; [`Conflict::Stale`] if the draft is not based on what is in force; [`Error::NotFound`]
/// without such a cohort.
pub async fn release(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<PersonId>,
    cohort: CohortId,
    draft: &Draft,
    begun: &[ModuleId],
) -> Result<Released> {
    // The turn of appending to the audit log is the turn of changing dates: no extension is granted on a date that is about to move.
    audit::hold(tx).await?;
    let before = plan_in_force(tx, cohort).await?;
    let calendar = drafts::resolved(tx, cohort, &before, draft, begun).await?.map_err(|faults| refused(&faults))?;
    if draft.note.trim().is_empty() {
        return Err(Error::field("note", "Say what is different, in a sentence for everybody whose dates change."));
    }
    let of = Of { cohort, now, actor };
    if before.released_at.is_none() {
        begin_history(tx, of, &before).await?;
    }
    let number = before.number + 1;
    write(tx, of, &New { number, plan: &draft.plan, calendar: &calendar, note: draft.note.trim() }).await?;
    let library = drafts::library(tx, cohort, &draft.plan).await?;
    projection::put(tx, of, &calendar, &library).await?;
    entries::put(tx, of, &calendar, &library).await?;
    moving::extensions(tx, of, &calendar).await?;
    let changes = changes(&before.calendar, &calendar);
    let told = telling::tell(tx, of, (before.number, number), (&before.calendar, &calendar, &changes)).await?;
    let details = json!({ "number": number, "note": draft.note.trim(), "changes": changes.len(), "told": told.len() });
    audit::append(tx, now, actor, "calendar.released", format!("cohort {cohort}"), details).await?;
    Ok(Released { number, calendar, changes, told })
}

/// Keeps how the dates stood before the first release, so that it can be compared, and feeds see what it changes.
async fn begin_history(tx: &Tx, of: Of, before: &InForce) -> Result<()> {
    let note = "The dates as they stood before the first release.";
    write(tx, of, &New { number: 0, plan: &before.plan, calendar: &before.calendar, note }).await?;
    entries::put(tx, of, &before.calendar, &drafts::library(tx, of.cohort, &before.plan).await?).await
}

/// The row of a release. Its number is unique in the cohort: of two at once the second finds it taken.
async fn write(tx: &Tx, of: Of, new: &New<'_>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO calendar_releases (id, cohort_id, number, plan, calendar, note, released_at, released_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        ReleaseId::new(),
        of.cohort,
        new.number,
        Json(new.plan),
        Json(new.calendar),
        new.note,
        of.now,
        of.actor
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::Stale))?;
    Ok(())
}
