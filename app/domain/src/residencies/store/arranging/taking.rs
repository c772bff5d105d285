//! Taking a plan over into the draft.

use super::super::{super::arrange::draft::Plan, Acting, Beside, Edited, edit_schedule, schedule};
use crate::{
    Conflict, Error, FieldError, Result,
    db::{Json, Tx, sql},
    ids::ArrangementId,
};

/// Takes over what a run found: one change of the draft, which is undone as one. What the person saw before them is the draft that the
/// search started from.
///
/// # Errors
/// [`Conflict::Closed`] if the run found nothing, or was decided about already; [`Error::Invalid`] by `plan`, in sentences, if it no
/// longer fits the draft; [`Conflict::Stale`] if somebody else changes the draft at this moment.
pub async fn take_arrangement(tx: &Tx, acting: Acting, id: ArrangementId) -> Result<Edited> {
    let residency = acting.residency;
    let found = tx
        .maybe::<(Json<Plan>, i64)>(sql!(
            "UPDATE arrangements SET state = 'taken'
             WHERE id = $1 AND residency_id = $2 AND state IN ('done', 'canceled') AND plan IS NOT NULL RETURNING plan, revision",
            id,
            residency
        ))
        .await?;
    let (Json(plan), seen) = found.ok_or(Error::Conflict(Conflict::Closed))?;
    let before = schedule(tx, residency, Beside::of(tx, residency).await?).await?;
    let objections = plan.objections(&before, seen).into_iter();
    let faults: Vec<FieldError> = objections.map(|message| FieldError { field: "plan", message }).collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let edited = edit_schedule(tx, Acting { seen, ..acting }, &plan.edits(&before)).await?;
    // Somebody else's change may have come between looking and changing: what was looked at is not what would stand.
    if edited.words.is_some() && edited.revision != before.revision + 1 {
        return Err(Error::Conflict(Conflict::Stale));
    }
    Ok(edited)
}
