//! Attempts: which take answers, which began, which ended.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::Recorded;
use crate::{
    Result,
    db::{Tx, list, rows, sql},
    ids::AttemptId,
    learning::{
        evidence::{Act, Attempted, Evidence, Submitted},
        rules::GRACE,
    },
};

/// The attempts of the batch that still take answers. The update changes nothing: it holds their rows until the commit, so that an
/// answer and the end of its attempt cannot pass each other, on either engine.
pub(super) async fn hold_open(tx: &Tx, batch: &[Evidence], now: DateTime<Utc>) -> Result<HashSet<AttemptId>> {
    let attempts: HashSet<AttemptId> = batch
        .iter()
        .filter_map(|evidence| match &evidence.act {
            Act::Answered(answered) => answered.attempt,
            _ => None,
        })
        .collect();
    // In one order everywhere: two processes that hold rows of each other's batches would wait for ever.
    let mut attempts: Vec<_> = attempts.into_iter().collect();
    attempts.sort();
    let open = tx
        .values::<AttemptId>(list!(
            "UPDATE attempts SET number = number WHERE submitted_at IS NULL AND (closes_at IS NULL OR closes_at >= $1) AND id IN ($list) RETURNING id",
            in attempts, now - GRACE
        ))
        .await?;
    Ok(open.into_iter().collect())
}

/// What began.
pub(super) async fn begin(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let begun = kept.iter().filter_map(|recorded| match &recorded.evidence.act {
        Act::Attempted(attempted) => Some((&recorded.evidence, attempted)),
        _ => None,
    });
    let begun: Vec<(&Evidence, &Attempted)> = begun.collect();
    tx.run(rows!(
        "INSERT INTO attempts (id, enrollment_id, unit_id, number, seed, started_at, closes_at) VALUES $rows",
        for (evidence, attempted) in begun =>
            evidence.id, evidence.at.enrollment, evidence.at.unit, attempted.number, attempted.seed, evidence.occurred_at, attempted.closes_at
    ))
    .await?;
    Ok(())
}

/// What ended. The first end stays.
pub(super) async fn end(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    for recorded in kept {
        let Act::Submitted(submitted) = &recorded.evidence.act else { continue };
        let Submitted { submitted: attempt, points, possible, passed } = *submitted;
        tx.run(sql!(
            "UPDATE attempts SET submitted_at = $1, points = $2, possible = $3, passed = $4 WHERE id = $5 AND submitted_at IS NULL",
            recorded.evidence.occurred_at,
            points,
            possible,
            passed,
            attempt
        ))
        .await?;
    }
    Ok(())
}
