//! What every page of the schedule is made of.

use chrono::NaiveDate;
use domain::{
    ids::ModuleId,
    residencies::{
        schedule::{Placement, Schedule, Session, Severity, Snapshot, Warning, decided, differences, span, warnings},
        store::{self, Acting, Beside, Step},
    },
};

use crate::{AppError, cohorts::count, residencies::OfStaff, visit::Staff};

/// A residency's draft, judged.
pub(in crate::residencies) struct Board {
    pub of: OfStaff,
    pub schedule: Schedule,
    /// With what was decided about them.
    pub warnings: Vec<Warning>,
    /// What would be undone.
    pub undo: Option<Step>,
    /// What would be done again.
    pub redo: Option<Step>,
    /// The number of the newest release; 0 if there is none.
    pub released: i64,
    /// How many sessions differ from that release; all that are placed, if there is none.
    pub unreleased: usize,
    /// The first and the last day that release was for, if the residency has other ones in the calendar by now.
    pub outdated: Option<(NaiveDate, NaiveDate)>,
}

impl Board {
    /// The draft at this address. Not theirs, and not there, look the same.
    pub async fn load(staff: &Staff, cohort: &str, number: &str) -> Result<Self, AppError> {
        let of = OfStaff::load(staff, cohort, number).await?;
        let (db, id) = (&staff.site.db, of.residency.id);
        let schedule = store::schedule(db, id, Beside::of(db, id).await?).await?;
        let warnings = decided(warnings(&schedule), &store::decisions(db, id).await?);
        let newest = store::newest_release(db, id).await?;
        let released = newest.as_ref().map_or(0, |newest| newest.number);
        let newest = newest.map(|newest| newest.schedule.0);
        let unreleased = differences(newest.as_ref(), &Snapshot::of(&schedule), |_| true).len();
        let outdated = newest.and_then(|newest| newest.released_for().outdated(&of.residency));
        let (undo, redo) = (store::undoable(db, id).await?, store::redoable(db, id).await?);
        Ok(Self { schedule, warnings, outdated, undo, redo, released, unreleased, of })
    }

    /// Who changes the draft, having seen this revision.
    pub fn acting(&self, staff: &Staff, seen: i64) -> Acting {
        Acting { residency: self.of.residency.id, by: Some(staff.session.person.id), now: staff.now, seen }
    }

    /// The modules of the cohort that sessions can belong to.
    pub fn modules(&self) -> Vec<(ModuleId, String)> {
        self.of.scope.modules().iter().map(|module| (module.module_id, module.title.clone())).collect()
    }

    /// What is wrong, in numbers: `2 to be solved before a release, 1 more warning`.
    pub fn wrong(&self) -> String {
        match (self.number_of(Severity::Block), self.number_of(Severity::Warn)) {
            (0, 0) => "Nothing is wrong".to_owned(),
            (0, warns) => count(warns as i64, "warning"),
            (blocks, 0) => format!("{blocks} to be solved before a release"),
            (blocks, warns) => format!("{blocks} to be solved before a release, {}", count(warns as i64, "more warning")),
        }
    }

    /// What is released: `Release 1 is in force, 3 changes since`.
    pub fn stand(&self) -> String {
        match (self.released, self.unreleased) {
            (0, _) => "Not released yet".to_owned(),
            (number, 0) => format!("Release {number} is in force"),
            (number, changes) => format!("Release {number} is in force, {} since", count(changes as i64, "change")),
        }
    }

    /// How many warnings are of a severity.
    pub fn number_of(&self, severity: Severity) -> usize {
        self.warnings.iter().filter(|warning| warning.severity == severity).count()
    }
}

/// A severity as people say it.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "Blocks",
        Severity::Warn => "Warns",
        Severity::Ignored => "Passed over",
    }
}

/// Where on the page of all warnings one is passed over, as an id.
pub(super) fn anchor(key: &str) -> String {
    format!("w-{}", key.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"))
}

/// A place of a session: `Day 1, Sat 9 Jan 2027, 09:00–10:30, Main building: Aula`.
pub(super) fn stands(schedule: &Schedule, session: &Session, placed: Placement) -> String {
    let room = schedule.room(placed.room).map_or_else(String::new, |room| room.long_name());
    let day = crate::when::day(schedule.date(placed.day));
    format!("Day {}, {day}, {}, {room}", placed.day, span(placed.start, session.minutes))
}
