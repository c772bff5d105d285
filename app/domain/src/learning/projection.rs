//! Appending evidence, and what it amounts to, in one transaction.
//!
//! Every projection is a greatest or a least of what the evidence says, so the order in which acts arrive does not matter, and
//! rebuilding from nothing gives what stood there before.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    evidence::{Act, Answered, Attempted, Did, Evidence, EvidenceKind, Plain, Receipt, Submitted, Whereabouts},
    rules::{GRACE, percent},
};
use crate::{
    Result,
    db::{Json, Tx, list, rows, sql},
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

/// Keeps acts and updates what they amount to; one receipt for each, in order.
///
/// # Errors
/// Those of the database; nothing of the batch is kept then.
pub async fn append(tx: &Tx, batch: &[Evidence], now: DateTime<Utc>) -> Result<Vec<Receipt>> {
    let open = open_attempts(tx, batch, now).await?;
    let mut first_of_id = HashSet::new();
    let fresh: Vec<Recorded> = batch
        .iter()
        .filter(|evidence| first_of_id.insert(evidence.id))
        .map(|evidence| Recorded { evidence: judged(evidence, &open, now), recorded_at: now })
        .collect();
    let stored = insert(tx, &fresh).await?;
    let kept: Vec<&Recorded> = fresh.iter().filter(|recorded| stored.contains(&recorded.evidence.id)).collect();
    project(tx, &kept).await?;
    let receipts = receipts(tx, batch, &kept).await?;
    Ok(receipts)
}

/// The attempts of the batch that still take answers. The update changes nothing: it holds their rows until the commit, so that an
/// answer and the end of its attempt cannot pass each other, on either engine.
async fn open_attempts(tx: &Tx, batch: &[Evidence], now: DateTime<Utc>) -> Result<HashSet<AttemptId>> {
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
        .all::<(AttemptId,)>(list!(
            "UPDATE attempts SET number = number WHERE submitted_at IS NULL AND (closes_at IS NULL OR closes_at >= $1) AND id IN ($list) RETURNING id",
            in attempts, now - GRACE
        ))
        .await?;
    Ok(open.into_iter().map(|(id,)| id).collect())
}

/// The act as it is kept: never later than now, and late where its attempt is over.
fn judged(evidence: &Evidence, open: &HashSet<AttemptId>, now: DateTime<Utc>) -> Evidence {
    let mut evidence = evidence.clone();
    evidence.occurred_at = evidence.occurred_at.min(now);
    if let Act::Answered(answered) = &mut evidence.act {
        answered.late = answered.attempt.is_some_and(|attempt| !open.contains(&attempt));
    }
    evidence
}

/// Inserts what is not there yet; returns the ids that were inserted.
async fn insert(tx: &Tx, fresh: &[Recorded]) -> Result<HashSet<EvidenceId>> {
    let inserted = tx
        .all::<(EvidenceId,)>(rows!(
            "INSERT INTO evidence (id, person_id, enrollment_id, version_id, unit_id, kind, payload, occurred_at, recorded_at) VALUES $rows
             ON CONFLICT (id) DO NOTHING RETURNING id",
            for Recorded { evidence, recorded_at } in fresh =>
                evidence.id, evidence.at.person, evidence.at.enrollment, evidence.at.version, evidence.at.unit,
                evidence.act.kind(), Json(&evidence.act), evidence.occurred_at, *recorded_at
        ))
        .await?;
    Ok(inserted.into_iter().map(|(id,)| id).collect())
}

/// What to tell each sender. An id that was there before is compared with what is kept under it.
async fn receipts(tx: &Tx, batch: &[Evidence], kept: &[&Recorded]) -> Result<Vec<Receipt>> {
    let mut under: HashMap<EvidenceId, Recorded> = kept.iter().map(|recorded| (recorded.evidence.id, (*recorded).clone())).collect();
    let mut new: HashSet<EvidenceId> = under.keys().copied().collect();
    let known: Vec<EvidenceId> = batch.iter().map(|evidence| evidence.id).filter(|id| !new.contains(id)).collect();
    let before = tx
        .all::<Kept>(list!(
            "SELECT id, person_id, enrollment_id, version_id, unit_id, payload, occurred_at, recorded_at FROM evidence WHERE id IN ($list)",
            in known
        ))
        .await?;
    under.extend(before.into_iter().map(Recorded::from).map(|recorded| (recorded.evidence.id, recorded)));
    let receipt = |evidence: &Evidence| match under.get(&evidence.id) {
        Some(have) if have.evidence.at == evidence.at && have.evidence.act.is_same(&evidence.act) => {
            let stored = new.remove(&evidence.id);
            match &have.evidence.act {
                Act::Answered(Answered { late: true, .. }) => Receipt::Late,
                _ if stored => Receipt::Stored,
                _ => Receipt::Repeated,
            }
        }
        _ => Receipt::Refused,
    };
    Ok(batch.iter().map(receipt).collect())
}

/// Updates what the acts amount to.
async fn project(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    begin_attempts(tx, kept).await?;
    keep_answers(tx, kept).await?;
    end_attempts(tx, kept).await?;
    advance_units(tx, kept).await
}

async fn begin_attempts(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
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

/// The newest answer to a question stands, by the time it was given; the id decides between equals.
async fn keep_answers(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let mut newest: BTreeMap<(Uuid, Uuid), (&Answered, &Recorded)> = BTreeMap::new();
    for recorded in kept {
        let Act::Answered(answered) = &recorded.evidence.act else { continue };
        if answered.late {
            continue;
        }
        let key = (answered.holder(&recorded.evidence.at), answered.question.0);
        let rank = |recorded: &Recorded| (recorded.evidence.occurred_at, recorded.evidence.id);
        let other = newest.entry(key).or_insert((answered, recorded));
        if rank(recorded) > rank(other.1) {
            *other = (answered, recorded);
        }
    }
    tx.run(rows!(
        "INSERT INTO answers (holder_id, question_id, evidence_id, response, occurred_at, recorded_at) VALUES $rows
         ON CONFLICT (holder_id, question_id) DO UPDATE SET evidence_id = excluded.evidence_id, response = excluded.response,
            occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
         WHERE (excluded.occurred_at, excluded.evidence_id) > (answers.occurred_at, answers.evidence_id)",
        for ((holder, question), (answered, recorded)) in newest =>
            holder, question, recorded.evidence.id, Json(&answered.response), recorded.evidence.occurred_at, recorded.recorded_at
    ))
    .await?;
    Ok(())
}

async fn end_attempts(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
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

/// How far a unit got, as one or more acts say it.
struct Advance {
    version: VersionId,
    started_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    completed_at: Option<DateTime<Utc>>,
    best_percent: Option<f64>,
}

impl Advance {
    fn of(recorded: &Recorded) -> Self {
        let evidence = &recorded.evidence;
        let completed = matches!(evidence.act, Act::Plain(Plain { did: Did::Completed }));
        let best_percent = match &evidence.act {
            Act::Submitted(submitted) => Some(percent(submitted.points, submitted.possible)),
            _ => None,
        };
        Self {
            version: evidence.at.version,
            started_at: evidence.occurred_at,
            last_at: recorded.recorded_at,
            completed_at: completed.then_some(evidence.occurred_at),
            best_percent,
        }
    }

    fn with(self, other: Self) -> Self {
        let earlier = |one: Option<DateTime<Utc>>, two: Option<DateTime<Utc>>| one.into_iter().chain(two).min();
        Self {
            version: self.version,
            started_at: self.started_at.min(other.started_at),
            last_at: self.last_at.max(other.last_at),
            completed_at: earlier(self.completed_at, other.completed_at),
            best_percent: self.best_percent.into_iter().chain(other.best_percent).reduce(f64::max),
        }
    }
}

/// Answers within an attempt do not advance the unit: its beginning and end do, and saving stays cheap.
async fn advance_units(tx: &Tx, kept: &[&Recorded]) -> Result<()> {
    let mut units: BTreeMap<(EnrollmentId, UnitId), Advance> = BTreeMap::new();
    for recorded in kept {
        if matches!(&recorded.evidence.act, Act::Answered(Answered { attempt: Some(_), .. })) {
            continue;
        }
        let key = (recorded.evidence.at.enrollment, recorded.evidence.at.unit);
        let advance = Advance::of(recorded);
        let advance = match units.remove(&key) {
            Some(other) => other.with(advance),
            None => advance,
        };
        units.insert(key, advance);
    }
    tx.run(rows!(
        "INSERT INTO unit_progress (enrollment_id, unit_id, version_id, started_at, last_at, completed_at, best_percent) VALUES $rows
         ON CONFLICT (enrollment_id, unit_id) DO UPDATE SET
            started_at = CASE WHEN excluded.started_at < unit_progress.started_at THEN excluded.started_at ELSE unit_progress.started_at END,
            last_at = CASE WHEN excluded.last_at > unit_progress.last_at THEN excluded.last_at ELSE unit_progress.last_at END,
            completed_at = CASE WHEN unit_progress.completed_at IS NULL OR excluded.completed_at < unit_progress.completed_at
                THEN excluded.completed_at ELSE unit_progress.completed_at END,
            best_percent = CASE WHEN unit_progress.best_percent IS NULL OR excluded.best_percent > unit_progress.best_percent
                THEN excluded.best_percent ELSE unit_progress.best_percent END",
        for ((enrollment, unit), advance) in units =>
            enrollment, unit, advance.version, advance.started_at, advance.last_at, advance.completed_at, advance.best_percent
    ))
    .await?;
    Ok(())
}

/// Throws away what the evidence of one enrollment amounts to and computes it anew.
///
/// # Errors
/// Those of the database.
pub async fn rebuild(tx: &Tx, enrollment: EnrollmentId) -> Result<usize> {
    tx.run(sql!("DELETE FROM answers WHERE holder_id IN (SELECT id FROM attempts WHERE enrollment_id = $1)", enrollment)).await?;
    tx.run(sql!("DELETE FROM answers WHERE holder_id = $1", enrollment)).await?;
    tx.run(sql!("DELETE FROM attempts WHERE enrollment_id = $1", enrollment)).await?;
    tx.run(sql!("DELETE FROM unit_progress WHERE enrollment_id = $1", enrollment)).await?;
    let kept = tx
        .all::<Kept>(sql!(
            "SELECT id, person_id, enrollment_id, version_id, unit_id, payload, occurred_at, recorded_at FROM evidence
             WHERE enrollment_id = $1 ORDER BY recorded_at, id",
            enrollment
        ))
        .await?;
    let mut kept: Vec<Recorded> = kept.into_iter().map(Recorded::from).collect();
    // An attempt must be there before it can end; its beginning and end may have the same instant.
    kept.sort_by_key(|recorded| recorded.evidence.act.kind() != EvidenceKind::Started);
    project(tx, &kept.iter().collect::<Vec<_>>()).await?;
    Ok(kept.len())
}
