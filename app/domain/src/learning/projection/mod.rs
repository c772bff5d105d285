//! Appending evidence, and what it amounts to, in one transaction.
//!
//! Every projection is a greatest or a least of what the evidence says, so the order in which acts arrive does not matter, and
//! rebuilding from nothing gives what stood there before.

mod answers;
mod attempts;
mod rebuild;
mod receipts;
mod units;

pub use rebuild::rebuild;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{
    evidence::{Act, Carried, Evidence, Receipt, Whereabouts},
    rules::believed,
};
use crate::{
    Result,
    db::{Json, Tx, rows},
    ids::{AttemptId, EnrollmentId, EvidenceId, PersonId, UnitId, VersionId},
};

/// Evidence with the instant it was recorded: what projections are made of.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The act.
    pub evidence: Evidence,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl Recorded {
    /// When it was recorded, or, if it is told again, when it was recorded first: what is told again is no new activity.
    fn first_recorded_at(&self) -> DateTime<Utc> {
        match &self.evidence.act {
            Act::Carried(Carried { carried, .. }) => carried.recorded_at,
            _ => self.recorded_at,
        }
    }
}

crate::row! {
    /// A row of the table of evidence.
    struct Kept {
        id: EvidenceId,
        person_id: PersonId,
        enrollment_id: EnrollmentId,
        version_id: VersionId,
        unit_id: UnitId,
        payload: Json<Act>,
        occurred_at: DateTime<Utc>,
        recorded_at: DateTime<Utc>,
    }
}

impl From<Kept> for Recorded {
    fn from(row: Kept) -> Self {
        let at = Whereabouts { person: row.person_id, enrollment: row.enrollment_id, version: row.version_id, unit: row.unit_id };
        let evidence = Evidence { id: row.id, at, act: row.payload.0, occurred_at: row.occurred_at };
        Self { evidence, recorded_at: row.recorded_at }
    }
}

/// Keeps acts and updates what they amount to; one receipt for each, in order. An answer and the beginning of its attempt do not
/// stand in one batch: the answer would be late.
///
/// # Errors
/// Those of the database; nothing of the batch is kept then.
pub async fn append(tx: &Tx, batch: &[Evidence], now: DateTime<Utc>) -> Result<Vec<Receipt>> {
    let open = attempts::hold_open(tx, batch, now).await?;
    let mut first_of_id = HashSet::new();
    let mut fresh: Vec<Recorded> = batch
        .iter()
        .filter(|evidence| first_of_id.insert(evidence.id))
        .map(|evidence| Recorded { evidence: judged(evidence, &open, now), recorded_at: now })
        .collect();
    // In one order everywhere: two processes that are sent the same acts would wait for each other for ever.
    fresh.sort_by_key(|recorded| recorded.evidence.id);
    let stored = insert(tx, &fresh).await?;
    let kept: Vec<&Recorded> = fresh.iter().filter(|recorded| stored.contains(&recorded.evidence.id)).collect();
    project(tx, &kept).await?;
    receipts::receipts(tx, batch, &kept).await
}

/// The act as it is kept: at an instant that can be believed, and late where its attempt is over.
fn judged(evidence: &Evidence, open: &HashSet<AttemptId>, now: DateTime<Utc>) -> Evidence {
    let mut evidence = evidence.clone();
    evidence.occurred_at = believed(evidence.occurred_at, now);
    if let Act::Answered(answered) = &mut evidence.act {
        answered.late = answered.attempt.is_some_and(|attempt| !open.contains(&attempt));
    }
    evidence
}

/// Inserts what is not there yet; returns the ids that were inserted.
async fn insert(tx: &Tx, fresh: &[Recorded]) -> Result<HashSet<EvidenceId>> {
    let inserted = tx
        .values::<EvidenceId>(rows!(
            "INSERT INTO evidence (id, person_id, enrollment_id, version_id, unit_id, kind, payload, occurred_at, recorded_at) VALUES $rows
             ON CONFLICT (id) DO NOTHING RETURNING id",
            for Recorded { evidence, recorded_at } in fresh =>
                evidence.id, evidence.at.person, evidence.at.enrollment, evidence.at.version, evidence.at.unit,
                evidence.act.kind(), Json(&evidence.act), evidence.occurred_at, *recorded_at
        ))
        .await?;
    Ok(inserted.into_iter().collect())
}

/// Updates what the acts amount to. Everywhere in this order: attempts, answers, units; whoever locks otherwise meets a deadlock.
async fn project(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    attempts::begin(tx, kept).await?;
    answers::keep(tx, kept).await?;
    attempts::end(tx, kept).await?;
    units::advance(tx, kept).await
}
