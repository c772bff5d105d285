//! What hours must be like, and what several spans of one day amount to.

use super::{Hours, Presence};
use crate::residencies::clock::{WHOLE_DAY, minute};

/// A day of somebody as it was typed: up to two spans, for those who go to their clinic in between.
#[derive(Clone, Debug, Default)]
pub struct TypedDay<'a> {
    /// `all`, `some` or `none`.
    pub there: &'a str,
    /// The first span.
    pub first: (&'a str, &'a str),
    /// The second; may be empty.
    pub second: (&'a str, &'a str),
}

/// What was typed about somebody.
#[derive(Clone, Debug)]
pub enum TypedHours<'a> {
    /// They can be placed at any time.
    Unsaid,
    /// Day by day, the first day first.
    Days(Vec<TypedDay<'a>>),
}

/// What is wrong with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The day, from 1.
    pub day: i64,
    /// Which of its fields: `there`, `from`, `until`, `from2` or `until2`.
    pub field: &'static str,
    /// What to do.
    pub message: &'static str,
}

const TIME: &str = "Write a time of day, like 08:30; 24:00 is midnight.";
const ORDER: &str = "Hours end after they begin.";
const NONE: &str = "Say from when until when, or choose \u{201c}All day\u{201d} or \u{201c}Not there\u{201d}.";

/// The hours of what was typed; spans that touch become one.
///
/// # Errors
/// All that is wrong, by day and field.
pub fn hours(typed: &TypedHours<'_>) -> Result<Presence, Vec<Fault>> {
    let TypedHours::Days(days) = typed else { return Ok(Presence::Unsaid) };
    let (mut hours, mut faults) = (Vec::new(), Vec::new());
    for (day, typed) in (1..).zip(days) {
        match of_day(day, typed) {
            Ok(some) => hours.extend(some),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() { Ok(Presence::Hours(hours)) } else { Err(faults) }
}

fn of_day(day: i64, typed: &TypedDay<'_>) -> Result<Vec<Hours>, Vec<Fault>> {
    match typed.there {
        "all" => Ok(vec![Hours { day, from: 0, until: WHOLE_DAY }]),
        "none" => Ok(Vec::new()),
        "some" => some(day, typed),
        _ => Err(vec![Fault { day, field: "there", message: "Choose one." }]),
    }
}

fn some(day: i64, typed: &TypedDay<'_>) -> Result<Vec<Hours>, Vec<Fault>> {
    let fault = |field, message| Fault { day, field, message };
    let (mut spans, mut faults) = (Vec::new(), Vec::new());
    for ((from, until), names) in [(typed.first, ("from", "until")), (typed.second, ("from2", "until2"))] {
        if from.trim().is_empty() && until.trim().is_empty() {
            continue;
        }
        match (minute(from), minute(until)) {
            (Some(from), Some(until)) if from < until => spans.push(Hours { day, from, until }),
            (Some(_), Some(_)) => faults.push(fault(names.1, ORDER)),
            (None, _) => faults.push(fault(names.0, TIME)),
            (_, None) => faults.push(fault(names.1, TIME)),
        }
    }
    if spans.is_empty() && faults.is_empty() {
        faults.push(fault("from", NONE));
    }
    if faults.is_empty() { Ok(joined(spans)) } else { Err(faults) }
}

/// Spans of one day in order, those that touch or overlap as one.
fn joined(mut spans: Vec<Hours>) -> Vec<Hours> {
    spans.sort_unstable();
    let mut joined: Vec<Hours> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: Vec<TypedDay<'_>>) -> Result<Presence, Vec<Fault>> {
        hours(&TypedHours::Days(days))
    }

    fn day<'a>(there: &'a str, first: (&'a str, &'a str), second: (&'a str, &'a str)) -> TypedDay<'a> {
        TypedDay { there, first, second }
    }

    #[test]
    fn a_day_is_all_of_it_none_of_it_or_hours() {
        let said = days(vec![
            day("all", ("", ""), ("", "")),
            day("none", ("08:00", "nonsense"), ("", "")),
            day("some", ("13:00", "17:00"), ("08:00", "10:30")),
        ])
        .unwrap();
        let hours = |day, from, until| Hours { day, from, until };
        assert_eq!(said, Presence::Hours(vec![hours(1, 0, 1440), hours(3, 480, 630), hours(3, 780, 1020)]));
        assert!(said.covers(1, 0, 1440) && said.covers(3, 480, 630) && !said.covers(2, 600, 610) && !said.covers(3, 600, 800));
        assert!(!said.covers(4, 600, 610), "a day nobody spoke of, where others were");
        assert!(Presence::Unsaid.covers(4, 600, 610));
    }

    #[test]
    fn hours_that_touch_are_one_span() {
        let said = days(vec![day("some", ("08:00", "12:00"), ("12:00", "17:00"))]).unwrap();
        assert!(said.covers(1, 660, 780));
    }

    #[test]
    fn what_is_wrong_is_said_of_its_day_and_field() {
        let wrong = days(vec![
            day("some", ("8", "12:00"), ("17:00", "13:00")),
            day("some", ("", ""), (" ", "")),
            day("maybe", ("", ""), ("", "")),
            day("some", ("", ""), ("13:00", "")),
        ])
        .unwrap_err();
        let places: Vec<_> = wrong.iter().map(|fault| (fault.day, fault.field)).collect();
        assert_eq!(places, [(1, "from"), (1, "until2"), (2, "from"), (3, "there"), (4, "until2")]);
    }
}
