//! What changes for one student: the calendar's changes, but for the units for which they have more time.

use std::collections::HashMap;

use super::{Calendar, Change, Place, When};
use crate::cohorts::{Basis, extended};

/// More time that a student was granted for a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreTime {
    /// The module's name in addresses.
    pub module: String,
    /// The unit's name in addresses.
    pub unit: String,
    /// What it is promised on.
    pub basis: Basis,
}

impl MoreTime {
    fn place(&self) -> Place {
        Place::UnitDue { module: self.module.clone(), unit: self.unit.clone() }
    }

    /// What it comes to in a calendar; nothing if the module is not in it.
    fn when(&self, calendar: &Calendar) -> Option<When> {
        let base = calendar.module(&self.module)?.unit_due_at(&self.unit);
        Some(When::At(extended(self.basis, base, calendar.time_zone)))
    }
}

/// Two calendars, and the units that are studied by them.
#[derive(Debug)]
pub struct Moving<'c> {
    /// What was in force, or what somebody was told last.
    pub before: &'c Calendar,
    /// What comes into force.
    pub after: &'c Calendar,
    /// What differs between the two, as [`changes`](super::changes()) has it.
    pub changes: &'c [Change],
    /// The names of all units of each module in addresses.
    pub units: &'c HashMap<String, Vec<String>>,
}

impl Moving<'_> {
    /// What changes for a student with so much more time, in the order of the calendar. The first and the last day of the cohort are
    /// nobody's own. A unit with more time has the date that comes to, which an absolute promise protects; a module's date concerns who
    /// has a unit that follows it.
    pub fn own(&self, more: &[MoreTime]) -> Vec<Change> {
        let theirs = |change: &&Change| !matches!(change.place, Place::Start | Place::End);
        let mut own: Vec<Change> = self.changes.iter().filter(theirs).cloned().collect();
        if more.is_empty() {
            return own;
        }
        own.retain(|change| match &change.place {
            Place::UnitDue { .. } => !more.iter().any(|one| one.place() == change.place),
            Place::Due(module) => self.follows(module, more),
            _ => true,
        });
        for one in more {
            let (before, after) = (one.when(self.before), one.when(self.after));
            if before != after {
                own.push(Change { place: one.place(), before, after });
            }
        }
        own.sort_by_key(|change| self.order(&change.place));
        own
    }

    /// Whether the student has a unit that is due with the module, or the module comes or goes.
    fn follows(&self, module: &str, more: &[MoreTime]) -> bool {
        let (Some(before), Some(after)) = (self.before.module(module), self.after.module(module)) else { return true };
        let Some(units) = self.units.get(module) else { return true };
        units.iter().any(|unit| {
            let own_date = [before, after].iter().all(|module| module.units.iter().any(|one| one.slug == *unit));
            !own_date && !more.iter().any(|one| one.module == module && one.unit == *unit)
        })
    }

    fn order(&self, place: &Place) -> (usize, usize) {
        let at = |slug: &str| {
            let after = self.after.modules.iter().position(|module| module.slug == slug);
            after.unwrap_or(self.after.modules.len())
        };
        match place {
            Place::Residency(position) => (0, *position),
            Place::Opens(module) => (1 + at(module), 0),
            Place::Due(module) => (1 + at(module), 1),
            Place::UnitDue { module, .. } => (1 + at(module), 2),
            _ => (usize::MAX, 0),
        }
    }
}
