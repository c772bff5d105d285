//! What staff do: answer, grant unasked, change, take back.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    super::super::{Basis, Deciding, ExtensionState, Granting, Verdict, extensions as rules},
    Measured, belongs, measured,
};
use crate::{
    Conflict, Error, Result, audit,
    db::{Tx, sql},
    ids::{CohortId, EnrollmentId, ExtensionId, PersonId, UnitId},
};

const UNSAID: &str = "Say why, in a sentence to the student.";

/// Gives a student more time for a unit, unasked. What they had been granted for it before is replaced. Granting twice with the same id
/// is harmless.
///
/// # Errors
/// [`Error::Invalid`] by `due_on` or `days`, and `reason`; [`Error::NotFound`] if the student is not of this cohort, or the cohort does
/// not study the unit; [`Conflict::PlaceTaken`] if the student has asked for more time and waits for an answer.
pub async fn grant(tx: &Tx, now: DateTime<Utc>, actor: PersonId, cohort: CohortId, granting: &Granting) -> Result<()> {
    let Granting { id, enrollment, unit, basis, ref reason } = *granting;
    // A calendar released meanwhile would leave a date reckoned from the one before.
    audit::hold(tx).await?;
    belongs(tx, cohort, enrollment).await?;
    let measured = measured(tx, enrollment, unit).await?;
    let due_at = rules::granted(&measured.ground(), basis, ("reason", reason, UNSAID))?;
    let known = sql!(
        "SELECT id FROM extensions WHERE id = $1 OR (enrollment_id = $2 AND unit_id = $3 AND state = 'requested')",
        id,
        enrollment,
        unit
    );
    match tx.maybe::<(ExtensionId,)>(known).await? {
        Some((same,)) if same == id => return Ok(()),
        Some(_) => return Err(Error::Conflict(Conflict::PlaceTaken)),
        None => {}
    }
    replace(tx, now, actor, (enrollment, unit), id).await?;
    tx.run(sql!(
        "INSERT INTO extensions (id, enrollment_id, unit_id, state, basis, days, due_on, due_at, reason, answer, requested_at, requested_by,
            answered_at, answered_by, sequence)
         VALUES ($1, $2, $3, 'granted', $4, $5, $6, $7, $8, '', $9, $10, $9, $10, $11)",
        id,
        enrollment,
        unit,
        basis.as_str(),
        basis.days(),
        basis.due_on(),
        due_at,
        reason.trim(),
        now,
        actor,
        measured.sequence + 1
    ))
    .await
    .map_err(|error| error.or_conflict(Conflict::Stale))?;
    let details = json!({ "extension": id, "unit": unit, "basis": basis.as_str(), "due_at": due_at });
    audit::append(tx, now, Some(actor), "extension.granted", format!("enrollment {enrollment}"), details).await
}

/// What was granted for the same unit before is in force no longer.
async fn replace(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (enrollment, unit): (EnrollmentId, UnitId), by: ExtensionId) -> Result<()> {
    tx.run(sql!(
        "UPDATE extensions SET state = 'withdrawn', answer = 'Replaced by a newer one.', answered_at = $1, answered_by = $2, sequence = sequence + 1
         WHERE enrollment_id = $3 AND unit_id = $4 AND state = 'granted' AND id <> $5",
        now,
        actor,
        enrollment,
        unit,
        by
    ))
    .await?;
    Ok(())
}

crate::row! {
    struct Standing {
        enrollment_id: EnrollmentId,
        unit_id: UnitId,
        state: ExtensionState,
        days: Option<i64>,
        due_on: Option<chrono::NaiveDate>,
        due_at: DateTime<Utc>,
        sequence: i64,
    }
}

/// Answers a request, or changes or takes back what was granted.
///
/// # Errors
/// [`Error::Invalid`] by `due_on` or `days`, and `answer`; [`Error::NotFound`] if there is none in this cohort; [`Conflict::Stale`] if it
/// changed since it was looked at; [`Conflict::Closed`] if there is nothing left to decide in this way.
pub async fn decide(tx: &Tx, now: DateTime<Utc>, actor: PersonId, cohort: CohortId, deciding: &Deciding) -> Result<()> {
    audit::hold(tx).await?;
    let before = standing(tx, cohort, deciding.id).await?;
    if before.sequence != deciding.sequence {
        return Err(Error::Conflict(Conflict::Stale));
    }
    match (before.state, &deciding.verdict) {
        (ExtensionState::Requested, Verdict::AsAsked) => {
            let basis = Basis::of(before.days, before.due_on).ok_or_else(|| Error::Data("an extension on nothing".into()))?;
            granted(tx, now, actor, (&before, basis), deciding).await
        }
        (ExtensionState::Requested | ExtensionState::Granted, Verdict::Instead(basis)) => {
            granted(tx, now, actor, (&before, *basis), deciding).await
        }
        (ExtensionState::Requested, Verdict::Refused) => {
            over(tx, now, actor, &before, (ExtensionState::Refused, "extension.refused"), deciding).await
        }
        (ExtensionState::Granted, Verdict::TakenBack) => {
            over(tx, now, actor, &before, (ExtensionState::Withdrawn, "extension.taken_back"), deciding).await
        }
        _ => Err(Error::Conflict(Conflict::Closed)),
    }
}

async fn standing(tx: &Tx, cohort: CohortId, id: ExtensionId) -> Result<Standing> {
    tx.one(sql!(
        "SELECT x.enrollment_id, x.unit_id, x.state, x.days, x.due_on, x.due_at, x.sequence
         FROM extensions x JOIN enrollments e ON e.id = x.enrollment_id AND e.cohort_id = $1 WHERE x.id = $2",
        cohort,
        id
    ))
    .await
}

async fn granted(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (before, basis): (&Standing, Basis), deciding: &Deciding) -> Result<()> {
    let measured: Measured = measured(tx, before.enrollment_id, before.unit_id).await?;
    let due_at = rules::granted(&measured.ground(), basis, ("answer", &deciding.answer, ""))?;
    replace(tx, now, actor, (before.enrollment_id, before.unit_id), deciding.id).await?;
    let changed = tx
        .run(sql!(
            "UPDATE extensions SET state = 'granted', basis = $1, days = $2, due_on = $3, due_at = $4, answer = $5, answered_at = $6,
                answered_by = $7, sequence = $8
             WHERE id = $9 AND sequence = $10 AND state IN ('requested', 'granted')",
            basis.as_str(),
            basis.days(),
            basis.due_on(),
            due_at,
            deciding.answer.trim(),
            now,
            actor,
            measured.sequence + 1,
            deciding.id,
            deciding.sequence
        ))
        .await
        .map_err(|error| error.or_conflict(Conflict::Stale))?;
    fresh(changed)?;
    let action = if before.state == ExtensionState::Granted { "extension.changed" } else { "extension.granted" };
    let details =
        json!({ "extension": deciding.id, "unit": before.unit_id, "before": before.due_at, "after": due_at, "basis": basis.as_str() });
    audit::append(tx, now, Some(actor), action, format!("enrollment {}", before.enrollment_id), details).await
}

/// Refuses, or takes back: the student is told why.
async fn over(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    before: &Standing,
    (state, action): (ExtensionState, &'static str),
    deciding: &Deciding,
) -> Result<()> {
    rules::words("answer", &deciding.answer, UNSAID)?;
    let changed = tx
        .run(sql!(
            "UPDATE extensions SET state = $1, answer = $2, answered_at = $3, answered_by = $4, sequence = sequence + 1
             WHERE id = $5 AND sequence = $6",
            state,
            deciding.answer.trim(),
            now,
            actor,
            deciding.id,
            deciding.sequence
        ))
        .await?;
    fresh(changed)?;
    let details = json!({ "extension": deciding.id, "unit": before.unit_id, "before": before.due_at });
    audit::append(tx, now, Some(actor), action, format!("enrollment {}", before.enrollment_id), details).await
}

fn fresh(changed: u64) -> Result<()> {
    if changed == 0 { Err(Error::Conflict(Conflict::Stale)) } else { Ok(()) }
}
