//! Changes of the outline, each on what stands when its turn comes.

use chrono::{DateTime, Utc};

use super::{Desk, files, raised, saving, unit_texts};
use crate::{
    Result,
    authoring::drafts::{Change, Edits, apply, hand_over},
    db::Tx,
    ids::{DraftId, PersonId},
};

/// Changes the outline of the open draft. Returns the file of the unit it was about.
///
/// # Errors
/// Those of [`apply`]; [`Conflict::Closed`](crate::Conflict::Closed) if no draft is open.
pub async fn change(tx: &Tx, now: DateTime<Utc>, actor: PersonId, desk: &Desk, change: &Change) -> Result<String> {
    let (draft, revision) = raised(tx, desk.module).await?;
    let edits = apply(&unit_texts(tx, draft).await?, change)?;
    write(tx, now, actor, (draft, revision), &edits).await?;
    Ok(edits.file)
}

pub(in crate::authoring::store) async fn write(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: PersonId,
    (draft, revision): (DraftId, i64),
    edits: &Edits,
) -> Result<()> {
    for path in &edits.removed {
        saving::take_out(tx, now, (draft, path)).await?;
    }
    for (path, content) in &edits.written {
        saving::replace(tx, now, actor, (draft, revision), (path, content)).await?;
    }
    Ok(())
}

/// Moves a unit to the open draft of another module.
///
/// # Errors
/// Those of [`hand_over`]; [`Conflict::Closed`](crate::Conflict::Closed) if one of the two has no open draft.
pub async fn move_to(tx: &Tx, now: DateTime<Utc>, actor: PersonId, (from, to): (&Desk, &Desk), file: &str) -> Result<()> {
    // In the same order, whichever way it goes: two that move at once do not wait for each other.
    let (left, right) = if from.module < to.module { (from, to) } else { (to, from) };
    let (one, other) = (raised(tx, left.module).await?, raised(tx, right.module).await?);
    let (here, there) = if from.module < to.module { (one, other) } else { (other, one) };
    let (gone, come) = hand_over(&files(tx, here.0).await?, file, &files(tx, there.0).await?)?;
    write(tx, now, actor, here, &gone).await?;
    write(tx, now, actor, there, &come).await
}
