//! A plan for a draft, and what it comes to in the draft as it is now.

use serde::{Deserialize, Serialize};

use super::{
    super::{Wish, points::unmet, reasons::titles},
    Draft, Placement, Scope, spot,
};
use crate::{
    ids::ResidencySessionId,
    residencies::schedule::{self, Edit, Schedule},
};

/// Where each session that was to be arranged is to stand; absent: it found no place. It names sessions and rooms by their ids, so it
/// can be kept, and put into a draft that has changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plan(pub Vec<(ResidencySessionId, Option<schedule::Placement>)>);

impl Plan {
    /// How many sessions have a place in it.
    pub fn placed(&self) -> usize {
        self.0.iter().filter(|(_, placed)| placed.is_some()).count()
    }

    /// What it changes in a draft: only sessions that are still there and were not locked in a place since.
    ///
    /// What found no place comes off the board: where it stands now, something else may be.
    pub fn edits(&self, schedule: &Schedule) -> Vec<Edit> {
        let edit = |(id, placed): &(ResidencySessionId, Option<schedule::Placement>)| {
            let now = schedule.session(*id).filter(|now| !stays(now))?;
            (now.placed != *placed).then_some(Edit::Place(*id, *placed))
        };
        self.0.iter().filter_map(edit).collect()
    }

    /// The draft with the plan in it.
    pub fn in_place(&self, schedule: &Schedule) -> Schedule {
        let mut then = schedule.clone();
        for (id, placed) in &self.0 {
            if let Some(session) = then.sessions.iter_mut().find(|one| one.id == *id && !stays(one)) {
                session.placed = *placed;
            }
        }
        then
    }

    /// Why it cannot be put into a draft as it is now, in sentences: what would be moved and has changed after the revision from which the
    /// search started, and the rules that the draft would break because of the plan. Nothing if it still fits.
    pub fn objections(&self, schedule: &Schedule, seen: i64) -> Vec<String> {
        let moved = self.edits(schedule).into_iter().filter_map(|edit| schedule.session(edit.session()?));
        let changed = moved.filter(|one| one.revision > seen).map(|one| format!("“{}” was changed after the search began.", one.title));
        changed.chain(self.broken(schedule)).collect()
    }

    /// The rules that a draft would break because of the plan.
    fn broken(&self, schedule: &Schedule) -> Vec<String> {
        let then = self.in_place(schedule);
        let moved =
            |one: &schedule::Session| self.0.iter().any(|(id, _)| *id == one.id) && schedule.session(one.id).is_some_and(|now| !stays(now));
        let mut without = then.clone();
        without.sessions.iter_mut().filter(|one| moved(one)).for_each(|one| one.placed = None);
        let draft = Draft::of(&without, Scope::Unplaced);
        let gone = then.sessions.iter().filter(|one| moved(one) && one.placed.is_some_and(|placed| spot(&then, placed).is_none()));
        let mut broken: Vec<String> = gone.map(|one| format!("The day or the room of “{}” is no longer there.", one.title)).collect();
        for violation in draft.added(&spots(&then)) {
            let (titles, rule) = (titles(&draft.problem, &violation.sessions), violation.rule.words());
            broken.push(format!("{titles} would break the rule that {rule}."));
        }
        broken
    }

    /// How far a draft with the plan in it is from what is wished, without wishes that are granted: see [`unmet`].
    pub fn unmet(&self, schedule: &Schedule) -> Vec<(Wish, u64)> {
        let then = self.in_place(schedule);
        unmet(&Draft::of(&then, Scope::Unlocked).problem, &spots(&then))
    }
}

/// Whether arranging leaves a session where it is.
fn stays(session: &schedule::Session) -> bool {
    session.locked && session.placed.is_some()
}

/// Where each session of a draft stands.
fn spots(schedule: &Schedule) -> Placement {
    schedule.sessions.iter().map(|one| one.placed.and_then(|placed| spot(schedule, placed))).collect()
}
