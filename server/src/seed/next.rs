//! The cohort that comes next: nobody is in it yet, and its residencies stand, for whoever thinks of applying.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Result,
    cohorts::{
        calendar::Plan,
        store::{CohortFromProgram, create_cohort_from},
    },
    db::Tx,
    ids::{CohortId, ProgramId},
};

use super::calendar::{CAMPUS, Calendar};

/// Weeks after the running cohort.
const LATER: i64 = 26;

/// Makes it from its program's plan.
///
/// # Errors
/// Those of the database.
pub async fn next_cohort(tx: &Tx, now: DateTime<Utc>, (program, plan): (ProgramId, &Plan)) -> Result<()> {
    let calendar = Calendar::shifted(now, LATER);
    let (id, starts_on, plan) = (CohortId::new(), calendar.starts_on, calendar.cohort(plan, true));
    let (slug, title) = ("cohort-13".to_owned(), "Cohort 13".to_owned());
    let new = CohortFromProgram { id, program, slug, title, time_zone: CAMPUS, starts_on, plan };
    create_cohort_from(tx, now - TimeDelta::days(20), None, &new).await?;
    Ok(())
}
