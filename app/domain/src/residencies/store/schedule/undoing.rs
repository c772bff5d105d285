//! Taking the last change back, and doing it again. What was released is not taken back: it is changed, and released again.

use chrono::{DateTime, Utc};

use super::{
    super::super::schedule::{Changed, Session},
    Acting, editing, reading,
};
use crate::{
    Conflict, Error, Result,
    db::{Db, Json, Query, Tx, sql},
    ids::{ResidencyId, ResidencySessionId},
};

crate::row! {
    /// A change of a draft.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Step {
        /// Its number in the schedule.
        pub number: i64,
        /// What it did.
        pub words: String,
        /// Who did it; absent: the program itself.
        pub by: Option<String>,
        /// When.
        pub at: DateTime<Utc>,
    }
}

/// The change that would be undone now: the last one since the last release.
///
/// # Errors
/// Those of the database.
pub async fn undoable(db: &Db, residency: ResidencyId) -> Result<Option<Step>> {
    db.maybe(last(residency)).await
}

fn last(residency: ResidencyId) -> Query {
    sql!(
        "SELECT c.number, c.words, p.name AS by, c.changed_at AS at FROM schedules s
         JOIN schedule_changes c ON c.residency_id = s.residency_id AND c.number > s.released AND c.undone_at IS NULL
         LEFT JOIN people p ON p.id = c.changed_by WHERE s.residency_id = $1 ORDER BY c.number DESC LIMIT 1",
        residency
    )
}

/// The change that would be done again now: the first that was undone, if nothing else was changed since.
///
/// # Errors
/// Those of the database.
pub async fn redoable(db: &Db, residency: ResidencyId) -> Result<Option<Step>> {
    db.maybe(next(residency)).await
}

fn next(residency: ResidencyId) -> Query {
    sql!(
        "SELECT c.number, c.words, p.name AS by, c.changed_at AS at FROM schedules s
         JOIN schedule_changes c ON c.residency_id = s.residency_id AND c.number > s.released AND c.undone_at IS NOT NULL
         LEFT JOIN people p ON p.id = c.changed_by
         WHERE s.residency_id = $1 AND NOT EXISTS (
            SELECT 1 FROM schedule_changes n WHERE n.residency_id = c.residency_id AND n.number > c.number AND n.undone_at IS NULL)
         ORDER BY c.number LIMIT 1",
        residency
    )
}

/// Undoes a change. Returns what it had done.
///
/// # Errors
/// [`Conflict::Stale`] if it is not, or no longer, the last one.
pub async fn undo(tx: &Tx, acting: Acting, number: i64) -> Result<Step> {
    let revision = editing::turn(tx, acting.residency).await?;
    let step = tx.maybe::<Step>(last(acting.residency)).await?.filter(|step| step.number == number);
    let step = step.ok_or(Error::Conflict(Conflict::Stale))?;
    let changed = what(tx, acting.residency, number).await?;
    let turned = |(before, after)| (after, before);
    let sessions = changed.sessions.into_iter().map(turned).collect();
    let back = Changed { sessions, settings: changed.settings.map(|(before, after)| (after, before)) };
    write(tx, acting.residency, revision, back).await?;
    mark(tx, acting, number, revision, Some(acting.now)).await?;
    Ok(step)
}

/// Does a change again that was undone. Returns what it does.
///
/// # Errors
/// [`Conflict::Stale`] if it is not, or no longer, the next one.
pub async fn redo(tx: &Tx, acting: Acting, number: i64) -> Result<Step> {
    let revision = editing::turn(tx, acting.residency).await?;
    let step = tx.maybe::<Step>(next(acting.residency)).await?.filter(|step| step.number == number);
    let step = step.ok_or(Error::Conflict(Conflict::Stale))?;
    let again = what(tx, acting.residency, number).await?;
    write(tx, acting.residency, revision, again).await?;
    mark(tx, acting, number, revision, None).await?;
    Ok(step)
}

async fn what(tx: &Tx, residency: ResidencyId, number: i64) -> Result<Changed> {
    let what = sql!("SELECT what FROM schedule_changes WHERE residency_id = $1 AND number = $2", residency, number);
    let Json(changed) = tx.value::<Json<Changed>>(what).await?;
    Ok(changed)
}

/// Teams that are gone since are left out.
async fn write(tx: &Tx, residency: ResidencyId, revision: i64, mut changed: Changed) -> Result<()> {
    let known: Vec<_> = reading::schedule(tx, residency, super::Beside::default()).await?.teams.iter().map(|team| team.id).collect();
    for session in changed.sessions.iter_mut().filter_map(|(_, after): &mut (_, Option<Session>)| after.as_mut()) {
        session.teams.retain(|team| known.contains(team));
    }
    editing::write(tx, residency, revision, &changed).await
}

async fn mark(tx: &Tx, acting: Acting, number: i64, revision: i64, undone_at: Option<DateTime<Utc>>) -> Result<()> {
    tx.run(sql!(
        "UPDATE schedule_changes SET undone_at = $1, touched = $2 WHERE residency_id = $3 AND number = $4",
        undone_at,
        revision,
        acting.residency,
        number
    ))
    .await?;
    Ok(())
}

crate::row! {
    struct Since {
        number: i64,
        words: String,
        by: Option<String>,
        at: DateTime<Utc>,
        what: Json<Changed>,
        undone_at: Option<DateTime<Utc>>,
    }
}

/// What was changed, undone or redone after a revision, the oldest first; of one session if one is named: what stood in the way of
/// somebody who had not seen it.
///
/// # Errors
/// Those of the database.
pub async fn changes_since(db: &Db, residency: ResidencyId, seen: i64, session: Option<ResidencySessionId>) -> Result<Vec<Step>> {
    let since: Vec<Since> = db
        .all(sql!(
            "SELECT c.number, c.words, p.name AS by, c.changed_at AS at, c.what, c.undone_at
             FROM schedule_changes c LEFT JOIN people p ON p.id = c.changed_by
             WHERE c.residency_id = $1 AND c.touched > $2 ORDER BY c.touched",
            residency,
            seen
        ))
        .await?;
    let concerned = |one: &Since| session.is_none_or(|id| one.what.0.ids().any(|own| own == id));
    let step = |one: Since| {
        let words = if one.undone_at.is_some() { format!("Undone: {}", one.words) } else { one.words };
        Step { number: one.number, words, by: one.by, at: one.undone_at.unwrap_or(one.at) }
    };
    Ok(since.into_iter().filter(concerned).map(step).collect())
}
