//! A program becomes a cohort.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::{
    super::{
        super::{
            NewCohort,
            calendar::{Calendar, Plan, resolve},
        },
        create_cohort,
        programs::{refused, unpublished},
    },
    New, Of, drafts, entries, projection, write,
};
use crate::{
    Result, audit,
    db::Tx,
    ids::{CohortId, PersonId, ProgramId},
};

/// A cohort to be made from a program.
#[derive(Clone, Debug)]
pub struct CohortFromProgram {
    /// Its id.
    pub id: CohortId,
    /// Of what.
    pub program: ProgramId,
    /// Its name in addresses: `a-z`, `0-9` and `-`.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// The campus zone.
    pub time_zone: Tz,
    /// The first campus day.
    pub starts_on: NaiveDate,
    /// The program's plan, with the days of the residencies that were chosen.
    pub plan: Plan,
}

/// Creates a cohort with its whole calendar, which is its first release. Each module is pinned to its newest version.
///
/// # Errors
/// [`Error::Invalid`](crate::Error::Invalid) by `slug`, `title` and `plan`; [`Error::NotFound`](crate::Error::NotFound) without such a
/// program; [`Conflict::SlugTaken`](crate::Conflict::SlugTaken).
pub async fn create_cohort_from(tx: &Tx, now: DateTime<Utc>, actor: Option<PersonId>, new: &CohortFromProgram) -> Result<Calendar> {
    let library = drafts::library(tx, new.id, &new.plan).await?;
    let missing = unpublished(&new.plan, &library);
    let calendar = match resolve(&new.plan, new.starts_on, new.time_zone) {
        Ok(calendar) if missing.is_empty() => calendar,
        Ok(_) => return Err(refused(&missing)),
        Err(mut faults) => {
            faults.extend(missing);
            return Err(refused(&faults));
        }
    };
    let (starts_on, ends_on, time_zone) = (calendar.starts_on, calendar.ends_on, new.time_zone);
    let (id, program, slug, title) = (new.id, new.program, new.slug.clone(), new.title.clone());
    create_cohort(tx, now, actor, &NewCohort { id, program, slug, title, time_zone, starts_on, ends_on }).await?;
    let of = Of { cohort: id, now, actor };
    write(tx, of, &New { number: 1, plan: &new.plan, calendar: &calendar, note: "The calendar with which the cohort began." }).await?;
    projection::put(tx, of, &calendar, &library).await?;
    entries::put(tx, of, &calendar, &library).await?;
    audit::append(tx, now, actor, "calendar.released", format!("cohort {id}"), json!({ "number": 1, "dates": calendar.size() })).await?;
    Ok(calendar)
}
