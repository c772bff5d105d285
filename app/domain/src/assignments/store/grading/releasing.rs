//! Letting students see what was graded.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::reading::in_cohort;
use crate::{
    Error, Result,
    assignments::marking::{Marking, State},
    audit,
    cohorts::Scope,
    db::{Tx, rows},
    ids::{GradingId, HandInId, PersonId},
};

/// Lets students see the grades of these hand-ins of a cohort, of those that are graded and not yet released. How many they were. What a team
/// of another cohort handed in is released there.
///
/// # Errors
/// Those of the database.
pub async fn release(tx: &Tx, now: DateTime<Utc>, actor: PersonId, scope: &Scope, hand_ins: &[HandInId]) -> Result<usize> {
    audit::hold(tx).await?;
    let mut waiting: Vec<Marking> = Vec::new();
    for hand_in in hand_ins {
        let found = match in_cohort(tx, scope, *hand_in).await {
            Err(Error::NotFound) => continue,
            found => found?,
        };
        let graded = found.elsewhere.is_none() && found.markings.state() == State::Graded;
        waiting.extend(found.markings.standing().filter(|_| graded).cloned());
    }
    if waiting.is_empty() {
        return Ok(0);
    }
    let ids: Vec<GradingId> = waiting.iter().map(|marking| marking.id).collect();
    tx.run(rows!("INSERT INTO grading_releases (grading_id, released_at, released_by) VALUES $rows", for id in &ids => *id, now, actor))
        .await?;
    let details = json!({ "hand_ins": waiting.iter().map(|marking| marking.hand_in).collect::<Vec<_>>() });
    audit::append(tx, now, Some(actor), "grades.released", format!("cohort {}", scope.cohort().id), details).await?;
    Ok(ids.len())
}
