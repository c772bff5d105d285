//! Computing anew, from evidence alone, what the acts of one enrollment amount to.

use std::collections::{HashMap, HashSet};

use super::{Kept, Recorded, answers, attempts, units};
use crate::{
    Result,
    db::{Tx, list, sql},
    ids::{AttemptId, EnrollmentId, UnitId},
    learning::evidence::{Act, Attempted, Evidence},
};

/// Throws away what the evidence of one enrollment amounts to and computes it anew. Returns how many acts there were.
///
/// The student may go on meanwhile. Attempts are held and changed in place, so that an answer to one waits for the commit and then
/// finds it; what began after that is right as it is and is not touched. What is recorded after the evidence was read finds what was
/// made of it, and advances that.
///
/// # Errors
/// Those of the database.
pub async fn rebuild(tx: &Tx, enrollment: EnrollmentId) -> Result<usize> {
    let held = tx
        .all::<(AttemptId, UnitId, i64)>(sql!(
            "UPDATE attempts SET number = number WHERE enrollment_id = $1 RETURNING id, unit_id, number",
            enrollment
        ))
        .await?;
    clear(tx, enrollment, &held).await?;
    let kept = evidence(tx, enrollment).await?;
    let before: HashSet<AttemptId> = held.iter().map(|(id, _, _)| *id).collect();
    reset(tx, held, &kept).await?;
    let there: HashSet<AttemptId> =
        tx.values(sql!("SELECT id FROM attempts WHERE enrollment_id = $1", enrollment)).await?.into_iter().collect();
    // Whoever hands in what began meanwhile holds it, and waits for the unit that is held here: to wait for them would be for ever.
    let began_meanwhile = |attempt: &AttemptId| there.contains(attempt) && !before.contains(attempt);
    let ours: Vec<&Recorded> = kept.iter().filter(|recorded| !attempt_of(recorded).as_ref().is_some_and(began_meanwhile)).collect();
    let missing: Vec<&Recorded> =
        ours.iter().copied().filter(|recorded| attempt_of(recorded).is_some_and(|attempt| !there.contains(&attempt))).collect();
    attempts::begin(tx, &missing).await?;
    answers::keep(tx, &ours).await?;
    attempts::end(tx, &ours).await?;
    units::advance(tx, &kept.iter().collect::<Vec<_>>()).await?;
    Ok(kept.len())
}

/// The attempt that an act begins, answers or ends.
fn attempt_of(recorded: &Recorded) -> Option<AttemptId> {
    match &recorded.evidence.act {
        Act::Attempted(_) => Some(AttemptId(recorded.evidence.id.0)),
        Act::Answered(answered) => answered.attempt,
        Act::Submitted(submitted) => Some(submitted.submitted),
        Act::Plain(_) | Act::Carried(_) => None,
    }
}

/// Must come before the evidence is read: what is recorded between the two would be thrown away.
async fn clear(tx: &Tx, enrollment: EnrollmentId, held: &[(AttemptId, UnitId, i64)]) -> Result<()> {
    tx.run(list!("DELETE FROM answers WHERE holder_id IN ($list)", in held.iter().map(|(id, _, _)| *id))).await?;
    tx.run(sql!("DELETE FROM answers WHERE holder_id = $1", enrollment)).await?;
    tx.run(sql!(
        "DELETE FROM answers WHERE holder_id IN (
            SELECT e.id FROM evidence e WHERE e.enrollment_id = $1 AND e.kind = 'started' AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.id = e.id))",
        enrollment
    ))
    .await?;
    tx.run(sql!("DELETE FROM unit_progress WHERE enrollment_id = $1", enrollment)).await?;
    Ok(())
}

async fn evidence(tx: &Tx, enrollment: EnrollmentId) -> Result<Vec<Recorded>> {
    let kept = tx
        .all::<Kept>(sql!(
            "SELECT id, person_id, enrollment_id, version_id, unit_id, payload, occurred_at, recorded_at FROM evidence
             WHERE enrollment_id = $1 ORDER BY recorded_at, id",
            enrollment
        ))
        .await?;
    Ok(kept.into_iter().map(Recorded::from).collect())
}

/// Makes each attempt what it was in the beginning. One that no evidence speaks of goes, and so does one in the place of another.
async fn reset(tx: &Tx, held: Vec<(AttemptId, UnitId, i64)>, kept: &[Recorded]) -> Result<()> {
    let begun = kept.iter().filter_map(|recorded| match &recorded.evidence.act {
        Act::Attempted(attempted) => Some((recorded.evidence.id.0, (&recorded.evidence, attempted))),
        _ => None,
    });
    let begun: HashMap<_, (&Evidence, &Attempted)> = begun.collect();
    let mut unfounded = Vec::new();
    for (id, unit, number) in held {
        match begun.get(&id.0) {
            Some((evidence, attempted)) if (evidence.at.unit, attempted.number) == (unit, number) => {
                tx.run(sql!(
                    "UPDATE attempts SET seed = $1, started_at = $2, closes_at = $3, submitted_at = NULL, points = NULL, possible = NULL, passed = NULL
                     WHERE id = $4",
                    attempted.seed, evidence.occurred_at, attempted.closes_at, id
                ))
                .await?;
            }
            _ => unfounded.push(id),
        }
    }
    tx.run(list!("DELETE FROM attempts WHERE id IN ($list)", in unfounded)).await?;
    Ok(())
}
