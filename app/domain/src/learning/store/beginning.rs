//! Beginning an attempt at a quiz.

use chrono::{DateTime, TimeDelta, Utc};

use super::attempts::{Attempt, of_unit};
use crate::{
    Conflict, Error, Result,
    authoring::QuizSettings,
    db::{Db, Tx},
    ids::{AttemptId, EvidenceId},
    learning::{
        evidence::{Act, Attempted, Evidence, Receipt, Whereabouts},
        projection,
    },
};

/// What came of asking for an attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum Begun {
    /// A new one.
    New(Attempt),
    /// One is still open; it goes on.
    Open(Attempt),
    /// The one that was begun under this id is over.
    Over(Attempt),
    /// All attempts are used.
    NoneLeft,
}

/// Begins an attempt, or finds the one that is open. The id makes asking twice harmless.
///
/// # Errors
/// [`Conflict::IdReused`] if the id is that of another act; [`Conflict::Stale`] if others were faster more than once: look again. Those
/// of the database.
pub async fn begin(db: &Db, at: Whereabouts, settings: QuizSettings, id: AttemptId, now: DateTime<Utc>) -> Result<Begun> {
    match begin_once(db, at, settings.clone(), id, now).await {
        // On PostgreSQL another device may have begun one in the same moment; the second look finds it.
        Err(Error::Conflict(_)) => begin_once(db, at, settings, id, now).await.map_err(|error| error.or_conflict(Conflict::Stale)),
        other => other,
    }
}

async fn begin_once(db: &Db, at: Whereabouts, settings: QuizSettings, id: AttemptId, now: DateTime<Utc>) -> Result<Begun> {
    db.write(move |tx| Box::pin(async move { begin_in(tx, at, &settings, id, now).await })).await
}

async fn begin_in(tx: &Tx, at: Whereabouts, settings: &QuizSettings, id: AttemptId, now: DateTime<Utc>) -> Result<Begun> {
    let before = of_unit(tx, at.enrollment, at.unit).await?;
    if let Some(same) = before.iter().find(|attempt| attempt.id == id && !attempt.is_open(now)) {
        return Ok(Begun::Over(same.clone()));
    }
    if let Some(open) = before.iter().find(|attempt| attempt.is_open(now)) {
        return Ok(Begun::Open(open.clone()));
    }
    let number = before.iter().map(|attempt| attempt.number).max().unwrap_or(0) + 1;
    if settings.attempts.is_some_and(|most| number > i64::from(most)) {
        return Ok(Begun::NoneLeft);
    }
    let attempt = fresh(id, number, settings, now);
    let act = Act::Attempted(Attempted { number, seed: attempt.seed, closes_at: attempt.closes_at });
    let receipts = projection::append(tx, &[Evidence { id: EvidenceId(id.0), at, act, occurred_at: now }], now).await?;
    if receipts != [Receipt::Stored] {
        return Err(Error::Conflict(Conflict::IdReused));
    }
    Ok(Begun::New(attempt))
}

fn fresh(id: AttemptId, number: i64, settings: &QuizSettings, now: DateTime<Utc>) -> Attempt {
    Attempt {
        id,
        number,
        seed: id.seed(),
        started_at: now,
        closes_at: settings.time_limit.map(|minutes| now + TimeDelta::minutes(i64::from(minutes))),
        submitted_at: None,
        points: None,
        possible: None,
        passed: None,
    }
}
