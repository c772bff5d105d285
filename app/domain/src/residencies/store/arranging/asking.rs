//! What staff ask for and see.

use chrono::{DateTime, Utc};

use super::super::super::arrange::{
    Outcome,
    draft::{Plan, Scope},
    runs::{Limit, RunState},
};
use crate::{
    Conflict, Result,
    db::{Db, Json, Tx, sql},
    ids::{ArrangementId, PersonId, ResidencyId},
};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// Made with the form.
    pub id: ArrangementId,
    /// Of which residency.
    pub residency: ResidencyId,
    /// By whom.
    pub by: PersonId,
    /// What is to be arranged.
    pub scope: Scope,
    /// How long it may take.
    pub limit: Limit,
}

crate::row! {
    /// A run, as far as it is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Run {
        /// Which.
        pub id: ArrangementId,
        /// Who asked for it.
        pub by: String,
        /// When.
        pub asked_at: DateTime<Utc>,
        /// What is to be arranged.
        pub scope: Scope,
        /// How many seconds it may search.
        pub seconds: i64,
        /// How it stands.
        pub state: RunState,
        /// When the search began; absent: not yet.
        pub started_at: Option<DateTime<Utc>>,
        /// When somebody asked to cancel it.
        pub cancel_asked_at: Option<DateTime<Utc>>,
        /// The revision of the draft it started from.
        pub revision: Option<i64>,
        /// How many sessions are to be arranged; 0 before it began.
        pub sessions: i64,
        /// The best so far.
        pub plan: Option<Json<Plan>>,
        /// How many sessions have a place in it.
        pub placed: i64,
        /// When it was found.
        pub found_at: Option<DateTime<Utc>>,
        /// How the search ended.
        pub outcome: Option<Json<Outcome>>,
        /// Why it failed, in sentences; empty otherwise.
        pub fault: String,
        /// When it ended.
        pub ended_at: Option<DateTime<Utc>>,
    }
}

/// The run of a residency that is on its way, or waits for somebody to decide about it.
///
/// # Errors
/// Those of the database.
pub async fn arrangement(db: &Db, residency: ResidencyId) -> Result<Option<Run>> {
    db.maybe(sql!(
        "SELECT a.id, p.name AS by, a.asked_at, a.scope, a.seconds, a.state, a.started_at, a.cancel_asked_at, a.revision, a.sessions, a.plan,
            a.placed, a.found_at, a.outcome, a.fault, a.ended_at
         FROM arrangements a JOIN people p ON p.id = a.asked_by
         WHERE a.residency_id = $1 AND a.state NOT IN ('taken', 'left') ORDER BY a.asked_at DESC, a.id DESC LIMIT 1",
        residency
    ))
    .await
}

/// Asks for a run. What an earlier one found and nobody took is left. The same form sent twice asks once.
///
/// # Errors
/// [`Conflict::PlaceTaken`] if one is on its way already.
pub async fn ask_arrangement(tx: &Tx, now: DateTime<Utc>, asking: &Asking) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET state = 'left' WHERE residency_id = $1 AND state IN ('done', 'canceled', 'failed') AND id <> $2",
        asking.residency,
        asking.id
    ))
    .await?;
    let insert = sql!(
        "INSERT INTO arrangements (id, residency_id, asked_by, asked_at, scope, seconds, state, turn, sessions, placed, fault)
         VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, 0, '') ON CONFLICT (id) DO NOTHING",
        asking.id,
        asking.residency,
        asking.by,
        now,
        asking.scope,
        asking.limit.seconds()
    );
    tx.run(insert).await.map_err(|error| error.or_conflict(Conflict::PlaceTaken))?;
    Ok(())
}

/// Asks a run to end with the best it has. One that nobody has begun is left at once; one that has ended stays as it is.
///
/// # Errors
/// Those of the database.
pub async fn cancel_arrangement(tx: &Tx, now: DateTime<Utc>, (residency, id): (ResidencyId, ArrangementId)) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET cancel_asked_at = COALESCE(cancel_asked_at, $1),
            ended_at = CASE WHEN state = 'waiting' THEN $1 ELSE ended_at END, state = CASE WHEN state = 'waiting' THEN 'left' ELSE state END
         WHERE id = $2 AND residency_id = $3 AND state IN ('waiting', 'running')",
        now,
        id,
        residency
    ))
    .await?;
    Ok(())
}

/// Leaves what a run found, and the draft as it is.
///
/// # Errors
/// Those of the database.
pub async fn leave_arrangement(tx: &Tx, (residency, id): (ResidencyId, ArrangementId)) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET state = 'left' WHERE id = $1 AND residency_id = $2 AND state IN ('done', 'canceled', 'failed')",
        id,
        residency
    ))
    .await?;
    Ok(())
}
