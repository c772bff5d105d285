//! What is wrong with a plan whatever the start.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Fault, Place, Plan, PlannedModule, PlannedResidency, parse::is_name, resolve::Days};

/// The most residencies of a plan.
const RESIDENCIES: usize = 99;
/// The most modules of a plan, the most units with dates of their own in one of them, and the most blackouts.
const MOST: usize = 400;
/// The most days of a residency.
const LONGEST: u32 = 60;

/// What is wrong with a plan whatever the start: what is left out, given twice or not there, and circles. That something is due
/// before it opens is found by [`resolve`](super::resolve) alone, for a start.
pub fn check(plan: &Plan) -> Vec<Fault> {
    let mut faults = form(plan);
    let mut days = Days::of(plan, NaiveDate::default());
    days.reckon();
    faults.append(&mut days.faults);
    faults
}

/// What is wrong but for the rules.
pub(super) fn form(plan: &Plan) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut unless = |holds: bool, place: Place, reason: &str| {
        if !holds {
            faults.push(Fault::new(place, reason));
        }
    };
    for (position, residency) in (1..).zip(&plan.residencies) {
        self::residency(position, residency, &mut unless);
    }
    unless(plan.residencies.len() <= RESIDENCIES, Place::Residency(RESIDENCIES + 1), "A plan has at most 99 residencies.");
    let mut seen = HashSet::new();
    for planned in plan.modules.iter().take(MOST + 1) {
        unless(seen.insert(planned.slug.as_str()), Place::Module(planned.slug.clone()), "The module is in the plan twice.");
        module(planned, &mut unless);
    }
    if let Some(last) = plan.modules.get(MOST) {
        unless(false, Place::Module(last.slug.clone()), "A plan has at most 400 modules.");
    }
    for (position, blackout) in (1..).zip(&plan.blackouts) {
        unless(!blackout.title.trim().is_empty(), Place::Blackout(position), "Give the blackout a name.");
        unless(blackout.first <= blackout.last, Place::Blackout(position), "A blackout cannot end before it begins.");
    }
    unless(plan.blackouts.len() <= MOST, Place::Blackout(MOST + 1), "A plan has at most 400 blackouts.");
    unless(plan.end.as_ref().is_none_or(|end| end.at.is_none()), Place::End, "The end is a day and has no time: leave out at.");
    unless((1..=100).contains(&plan.hours_a_week), Place::Hours, "Write a number of hours from 1 to 100.");
    let completion = &plan.completion;
    unless(completion.units_percent <= 100, Place::Completion, "At most 100 percent of the units can be asked for.");
    let there = completion.residencies.is_none_or(|asked| asked as usize <= plan.residencies.len());
    unless(there, Place::Completion, "More residencies are asked for than there are.");
    faults
}

fn residency(position: usize, planned: &PlannedResidency, unless: &mut impl FnMut(bool, Place, &str)) {
    let place = Place::Residency(position);
    unless(!planned.title.trim().is_empty(), place.clone(), "Give the residency a name.");
    unless((1..=LONGEST).contains(&planned.days), place.clone(), "A residency has 1 to 60 days.");
    unless(planned.first_day.at.is_none(), place, "A residency has days and no time: leave out at.");
}

fn module(planned: &PlannedModule, unless: &mut impl FnMut(bool, Place, &str)) {
    let place = || Place::Module(planned.slug.clone());
    unless(is_name(&planned.slug), place(), "This is no name of a module: those have small letters, digits and dashes.");
    unless(planned.units.len() <= MOST, place(), "At most 400 units of a module have dates of their own.");
    let mut seen = HashSet::new();
    for unit in &planned.units {
        let place = || Place::UnitDue { module: planned.slug.clone(), unit: unit.slug.clone() };
        unless(is_name(&unit.slug), place(), "This is no name of a unit: those have small letters, digits and dashes.");
        unless(seen.insert(unit.slug.as_str()), place(), "The unit has two dates.");
    }
}
