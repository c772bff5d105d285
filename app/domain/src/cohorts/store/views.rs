//! Looking at the site as a student of a cohort would on a day. It belongs to a session and ends with it.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::{
    Result,
    db::{Db, Tx, sql},
    ids::{CohortId, DraftId, ModuleId, PersonId, SessionId},
    policy::Rights,
};

/// Begins to look, or looks at another cohort or day. Whoever calls has made sure that the cohort is one of theirs; every request asks again.
///
/// # Errors
/// Those of the database.
pub async fn begin_view(tx: &Tx, session: SessionId, cohort: CohortId, day: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO seen_as (session_id, cohort_id, on_day, began_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session_id) DO UPDATE SET cohort_id = excluded.cohort_id, on_day = excluded.on_day, began_at = excluded.began_at",
        session,
        cohort,
        day,
        now
    ))
    .await?;
    see_published(tx, session).await
}

/// Begins to look with a draft in the place of the version that the cohort studies. Whoever calls has made sure that the draft is theirs to
/// write, too; every request asks again.
///
/// # Errors
/// Those of the database.
pub async fn begin_draft_view(
    tx: &Tx,
    session: SessionId,
    (cohort, day): (CohortId, NaiveDate),
    draft: DraftId,
    now: DateTime<Utc>,
) -> Result<()> {
    begin_view(tx, session, cohort, day, now).await?;
    tx.run(sql!("INSERT INTO draft_views (session_id, draft_id) VALUES ($1, $2)", session, draft)).await?;
    Ok(())
}

/// Looks at no draft.
async fn see_published(tx: &Tx, session: SessionId) -> Result<()> {
    tx.run(sql!("DELETE FROM draft_views WHERE session_id = $1", session)).await?;
    Ok(())
}

/// Looks as oneself again; harmless if one did anyway.
///
/// # Errors
/// Those of the database.
pub async fn end_view(tx: &Tx, session: SessionId) -> Result<()> {
    tx.run(sql!("DELETE FROM seen_as WHERE session_id = $1", session)).await?;
    see_published(tx, session).await
}

crate::row! {
    /// A cohort as whose student somebody may look at a module.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Viewable {
        /// Which.
        pub id: CohortId,
        /// Its name in addresses.
        pub slug: String,
        /// Its name.
        pub title: String,
        /// The number of the version it studies.
        pub version: i64,
        /// The campus zone.
        pub time_zone: Tz,
        /// The first campus day.
        pub starts_on: NaiveDate,
        /// The last campus day.
        pub ends_on: NaiveDate,
    }
}

/// The cohorts that study a module and that a person runs or teaches in, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn viewable(db: &Db, (person, rights): (PersonId, Rights), module: ModuleId) -> Result<Vec<Viewable>> {
    db.all(sql!(
        "SELECT c.id, c.slug, c.title, v.number AS version, c.time_zone, c.starts_on, c.ends_on
         FROM cohort_modules cm JOIN cohorts c ON c.id = cm.cohort_id JOIN module_versions v ON v.id = cm.version_id
         WHERE cm.module_id = $1 AND ($2
            OR ($3 AND EXISTS (SELECT 1 FROM program_staff r WHERE r.program_id = c.program_id AND r.person_id = $4))
            OR EXISTS (SELECT 1 FROM teaching t WHERE t.cohort_id = c.id AND t.person_id = $4))
         ORDER BY c.starts_on DESC, c.slug",
        module,
        rights.administrator,
        rights.staff,
        person
    ))
    .await
}
