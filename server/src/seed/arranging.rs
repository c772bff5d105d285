//! Sessions that wait to be arranged in two residencies of the earlier cohort, and what a search found for the second of the running one: a place
//! for what stands nowhere there, but for one session that fits nowhere. Nobody has decided about it yet.

use std::sync::atomic::AtomicBool;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    cohorts::{
        Reader,
        store::{cohort_staff, cohorts, residencies},
    },
    db::{Db, Tx},
    ids::{ArrangementId, CohortId, PersonId, ResidencyId, ResidencySessionId},
    residencies::{
        SessionKind::{self, Class, KickOff, Meal, Workshop, WrapUp},
        arrange::{
            Arrangement, Effort, arrange,
            draft::{Draft, Scope},
            runs::Limit,
        },
        schedule::{Edit, Session},
        store::{self, Acting, Asking, Beside, Reached},
    },
};

/// Minutes, name and kind of each session that waits; each comes after the one before it, but for the meal.
const WAITING: [(i64, &str, SessionKind); 5] = [
    (60, "Where we stand", KickOff),
    (90, "Reading a contract", Class),
    (90, "Running a meeting", Workshop),
    (60, "Lunch together", Meal),
    (45, "What you take home", WrapUp),
];

/// How many moves the search of the demo tries.
const MOVES: u64 = 10_000;

/// Loads both.
///
/// # Errors
/// Those of the database; [`Error::NotFound`] if nobody runs the program, or a residency is not there.
pub async fn load(db: &Db, running: CohortId, now: DateTime<Utc>) -> Result<()> {
    let staff = cohort_staff(db, running).await?.first().map(|one| one.person).ok_or(Error::NotFound)?;
    for cohort in cohorts(db, Reader::Administrator).await?.into_iter().filter(|cohort| cohort.id != running) {
        for residency in residencies(db, cohort.id).await?.into_iter().skip(1).take(2) {
            let acting = Acting { residency: residency.id, by: Some(staff), now: now - TimeDelta::days(2), seen: 0 };
            db.write(move |tx| Box::pin(async move { wait(tx, acting).await })).await?;
        }
    }
    let second = residencies(db, running).await?.get(1).map(|one| one.id).ok_or(Error::NotFound)?;
    found(db, (staff, second), now - TimeDelta::minutes(7)).await
}

async fn wait(tx: &Tx, acting: Acting) -> Result<()> {
    let mut before: Option<ResidencySessionId> = None;
    let mut adds = Vec::new();
    for (minutes, title, kind) in WAITING {
        let mut one = Session::new(ResidencySessionId::new(), title, minutes);
        (one.kind, one.creditable, one.confirmed) = (kind, kind.is_education(), true);
        if kind != Meal {
            one.after = before.replace(one.id).into_iter().collect();
        }
        adds.push(Edit::Add(Box::new(one)));
    }
    store::edit_schedule(tx, acting, &adds).await.map(drop)
}

/// A search at that time, by the way that every search takes.
async fn found(db: &Db, (by, residency): (PersonId, ResidencyId), at: DateTime<Utc>) -> Result<()> {
    let asking = Asking { id: ArrangementId::new(), residency, by, scope: Scope::Unplaced, limit: Limit::USUAL };
    db.write(move |tx| Box::pin(async move { store::ask_arrangement(tx, at, &asking).await })).await?;
    let Some(begun) = store::begin_arrangement(db, at).await? else { return Ok(()) };
    let schedule = store::schedule(db, residency, Beside::of(db, residency).await?).await?;
    let draft = Draft::of(&schedule, begun.scope);
    let effort = Effort { seed: 12, walks: 1, moves: Some(MOVES), spent: &|| 0.0, cancel: &AtomicBool::new(false), progress: &|_| {} };
    let Ok(Arrangement { found, outcome, .. }) = arrange(&draft.problem, &effort) else { return Ok(()) };
    let better = Some(draft.plan(&found.placement));
    let reached = Reached { revision: schedule.revision, sessions: draft.sessions() as i64, better };
    let until = at + TimeDelta::seconds(begun.seconds);
    let ended = db.write(move |tx| Box::pin(async move { store::end_arrangement(tx, until, begun.turn(), (&reached, &outcome)).await }));
    ended.await
}
