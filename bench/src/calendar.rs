//! How long a cohort's whole calendar takes to be resolved: a plan of 600 dates, as staff move a residency, in this process.

use std::{hint::black_box, time::Instant};

use chrono::NaiveDate;
use domain::cohorts::calendar::{self, Blackout, Calendar, PlannedModule, PlannedResidency, PlannedUnit, Rule};

use crate::{
    Plan, Result,
    statistics::median,
    table::{Goal, Measure, Results},
};

/// Modules, each with two dates and those of its units.
const MODULES: usize = 27;
/// Units with a date of their own in each module.
const UNITS: usize = 20;
/// Residencies, so that there are 600 dates in all.
const RESIDENCIES: usize = 6;
/// How often it is resolved in a round.
const TIMES: usize = 200;

/// Resolves the plan many times, with another start each time.
///
/// # Errors
/// If the plan is not in order, or does not have 600 dates.
pub fn measure(plan: &Plan) -> Result<Results> {
    let whole = whole_plan()?;
    let mut times = Vec::new();
    for round in 0..TIMES * plan.rounds {
        let start = first_day(round)?;
        let begun = Instant::now();
        let calendar = resolved(black_box(&whole), start)?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        black_box(calendar);
    }
    let size = resolved(&whole, first_day(0)?)?.size();
    if size != 600 {
        return Err(format!("the calendar has {size} dates, not 600"));
    }
    let mut results = Results::default();
    let from = format!("median of {} times: {size} dates, with time zone, blackouts and collisions, single-threaded", times.len());
    results.measures.push(Measure::new("calendar-resolve", median(&times), "ms", Goal::AtMost(2.0), from));
    Ok(results)
}

fn first_day(round: usize) -> Result<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2027, 1, 9).ok_or("there is no such day")?;
    Ok(first + chrono::Days::new(7 * (round as u64 % 52)))
}

fn resolved(plan: &calendar::Plan, start: NaiveDate) -> Result<Calendar> {
    let faults = |faults: Vec<calendar::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    calendar::resolve(plan, start, chrono_tz::America::New_York).map_err(faults)
}

/// A plan as long as they come: modules that hang on each other and on residencies, units that hang on each other, holidays.
fn whole_plan() -> Result<calendar::Plan> {
    let residencies: Result<Vec<_>> = (1..=RESIDENCIES).map(residency).collect();
    let modules: Result<Vec<_>> = (1..=MODULES).map(module).collect();
    let holiday = |(month, day): (u32, u32)| {
        let first = NaiveDate::from_ymd_opt(2027, month, day).ok_or("there is no such day")?;
        Ok(Blackout { title: format!("Holiday in month {month}"), first, last: first + chrono::Days::new(3) })
    };
    let blackouts: Result<Vec<_>> = [(3, 26), (5, 31), (7, 3), (9, 6), (11, 25), (12, 23)].into_iter().map(holiday).collect();
    Ok(calendar::Plan { residencies: residencies?, modules: modules?, blackouts: blackouts?, ..calendar::Plan::default() })
}

fn residency(number: usize) -> Result<PlannedResidency> {
    let first_day = rule(if number == 1 { "start" } else { "previous.end + 12w on Sat skip" })?;
    Ok(PlannedResidency { title: format!("Residency {number}"), place: "Campus".into(), days: 4, first_day })
}

fn module(number: usize) -> Result<PlannedModule> {
    let opens = match (number, number % 5) {
        (1, _) => "R1.end + 1d".to_owned(),
        (_, 0) => format!("R{}.end + 1d skip", number / 5 + 1),
        _ => "previous.closes + 1d on Mon skip".to_owned(),
    };
    let unit = |unit: usize| {
        let due = rule(if unit == 1 { "opens + 1d at 17:00" } else { "previous.closes + 1d skip" })?;
        Ok(PlannedUnit { slug: format!("unit-{unit}"), due })
    };
    let units: Result<Vec<_>> = (1..=UNITS).map(unit).collect();
    Ok(PlannedModule {
        slug: format!("module-{number}"),
        opens: rule(&opens)?,
        due: rule("opens + 4w before Fri at 17:00 skip back")?,
        units: units?,
    })
}

fn rule(text: &str) -> Result<Rule> {
    Rule::parse(text).map_err(|fault| format!("{text}: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_comes_to_600_dates_whatever_the_start() {
        let plan = whole_plan().unwrap();
        for round in 0..52 {
            assert_eq!(resolved(&plan, first_day(round).unwrap()).unwrap().size(), 600);
        }
    }
}
