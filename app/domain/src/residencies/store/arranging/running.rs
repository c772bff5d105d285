//! What the process does that runs the search. It has a lease, and tells within it that it is still there.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::super::arrange::{
    Outcome,
    draft::{Plan, Scope},
};
use crate::{
    Result,
    db::{Db, Json, Tx, sql},
    ids::{ArrangementId, ResidencyId},
};

/// How long a process has until it tells the next time: it does so every second.
const LEASE: TimeDelta = TimeDelta::seconds(15);
/// How often a run is begun: one whose process died so often is the cause of it.
const MOST_TURNS: i64 = 5;
/// How long ended runs are kept, whatever was decided about them.
const KEPT: TimeDelta = TimeDelta::days(30);

crate::row! {
    /// A run that this process, and no other, is to do now.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Begun {
        /// Which.
        pub id: ArrangementId,
        /// How often it was begun: what is written names it, and is refused if another process has begun it since.
        pub turn: i64,
        /// Of which residency.
        pub residency_id: ResidencyId,
        /// What is to be arranged.
        pub scope: Scope,
        /// How many seconds it may search.
        pub seconds: i64,
    }
}

impl Begun {
    /// What everything that is written about it names.
    pub fn turn(&self) -> Turn {
        (self.id, self.turn)
    }
}

/// A run, and how often it was begun.
pub type Turn = (ArrangementId, i64);

/// How far a run is.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The revision of the draft it started from.
    pub revision: i64,
    /// How many sessions are to be arranged.
    pub sessions: i64,
    /// The best plan, if there is a better one than was told before.
    pub better: Option<Plan>,
}

/// Begins the run that waits longest: one that nobody has begun, or whose process is no longer heard of.
///
/// # Errors
/// Those of the database.
pub async fn begin_arrangement(db: &Db, now: DateTime<Utc>) -> Result<Option<Begun>> {
    // Nearly always nothing waits: looking takes no writer's turn.
    let waiting = sql!(
        "SELECT id FROM arrangements WHERE state IN ('waiting', 'running') AND (leased_until IS NULL OR leased_until <= $1) LIMIT 1",
        now
    );
    if db.maybe::<(ArrangementId,)>(waiting).await?.is_none() {
        return Ok(None);
    }
    db.write(move |tx| {
        Box::pin(async move {
            give_up(tx, now).await?;
            // The outer condition is read again when another process held the row a moment ago.
            tx.maybe(sql!(
                "UPDATE arrangements SET state = 'running', turn = turn + 1, leased_until = $1, started_at = $2, revision = NULL, plan = NULL,
                    placed = 0, found_at = NULL
                 WHERE state IN ('waiting', 'running') AND (leased_until IS NULL OR leased_until <= $2) AND id IN (
                    SELECT id FROM arrangements WHERE state IN ('waiting', 'running') AND (leased_until IS NULL OR leased_until <= $2)
                    ORDER BY asked_at, id LIMIT 1)
                 RETURNING id, turn, residency_id, scope, seconds",
                now + LEASE,
                now
            ))
            .await
        })
    })
    .await
}

/// Ends runs whose process died again and again.
async fn give_up(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET state = 'failed', leased_until = NULL, ended_at = $1, fault = $2
         WHERE state = 'running' AND leased_until <= $1 AND turn >= $3",
        now,
        "The search broke off several times. Your program’s operator finds the cause in the log.",
        MOST_TURNS
    ))
    .await?;
    Ok(())
}

/// Tells how far a run is, and keeps the lease. Whether it is to be canceled; absent: it is no longer this process's.
///
/// # Errors
/// Those of the database.
pub async fn reach(tx: &Tx, now: DateTime<Utc>, (id, turn): Turn, reached: &Reached) -> Result<Option<bool>> {
    let better = reached.better.as_ref();
    let asked = tx
        .maybe::<(Option<DateTime<Utc>>,)>(sql!(
            "UPDATE arrangements SET leased_until = $1, revision = $2, sessions = $3, plan = COALESCE($4, plan), placed = COALESCE($5, placed),
                found_at = COALESCE($6, found_at)
             WHERE id = $7 AND turn = $8 AND state = 'running' RETURNING cancel_asked_at",
            now + LEASE,
            reached.revision,
            reached.sessions,
            better.map(Json),
            better.map(|plan| plan.placed() as i64),
            better.map(|_| now),
            id,
            turn
        ))
        .await?;
    Ok(asked.map(|(asked,)| asked.is_some()))
}

/// Ends a run whose search has ended, with its best plan.
///
/// # Errors
/// Those of the database.
pub async fn end_arrangement(tx: &Tx, now: DateTime<Utc>, turn: Turn, (reached, outcome): (&Reached, &Outcome)) -> Result<()> {
    if reach(tx, now, turn, reached).await?.is_none() {
        return Ok(());
    }
    tx.run(sql!(
        "UPDATE arrangements SET state = CASE WHEN cancel_asked_at IS NULL THEN 'done' ELSE 'canceled' END, outcome = $1, ended_at = $2,
            leased_until = NULL WHERE id = $3",
        Json(outcome),
        now,
        turn.0
    ))
    .await?;
    Ok(())
}

/// Ends a run that cannot be done, with the reason in sentences.
///
/// # Errors
/// Those of the database.
pub async fn fail_arrangement(tx: &Tx, now: DateTime<Utc>, (id, turn): Turn, fault: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET state = 'failed', fault = $1, ended_at = $2, leased_until = NULL
         WHERE id = $3 AND turn = $4 AND state = 'running'",
        fault,
        now,
        id,
        turn
    ))
    .await?;
    Ok(())
}

/// Gives a run back that this process cannot bring to its end: the next one begins it anew.
///
/// # Errors
/// Those of the database.
pub async fn give_back_arrangement(tx: &Tx, (id, turn): Turn) -> Result<()> {
    tx.run(sql!(
        "UPDATE arrangements SET state = 'waiting', leased_until = NULL, started_at = NULL
         WHERE id = $1 AND turn = $2 AND state = 'running'",
        id,
        turn
    ))
    .await?;
    Ok(())
}

/// Deletes runs that ended long ago; returns how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_arrangements(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    db.write(move |tx| Box::pin(async move { tx.run(sql!("DELETE FROM arrangements WHERE ended_at <= $1", now - KEPT)).await })).await
}
