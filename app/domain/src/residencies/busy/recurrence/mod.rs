//! Repetitions (RFC 5545, 3.3.10), by the clock of where an event is: what changes with the seasons is left to its zone.

mod days;

use calcard::icalendar::{ICalendarFrequency as Frequency, ICalendarRecurrenceRule as Rule};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::{Unreadable, zones::Zone};
use days::DaysOf;

/// How many days all rules of a calendar may look at: hundredths of a second.
const MOST_STEPS: usize = 3_000_000;
/// How many times all events of a calendar may come in the window, before they are merged.
const MOST_OCCURRENCES: usize = 60_000;

/// What a calendar may still cost.
pub(super) struct Budget {
    steps: usize,
    occurrences: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: MOST_STEPS, occurrences: MOST_OCCURRENCES }
    }
}

impl Budget {
    fn steps(&mut self, count: usize) -> Result<(), Unreadable> {
        self.steps = self.steps.checked_sub(count.max(1)).ok_or(Unreadable::TooMuchWork)?;
        Ok(())
    }

    /// So many more times.
    pub fn occurs(&mut self, count: usize) -> Result<(), Unreadable> {
        self.occurrences = self.occurrences.checked_sub(count).ok_or(Unreadable::TooManyBlocks)?;
        Ok(())
    }
}

/// Adds the times of a rule that lie in a span of the clock; the first one, which counts as one, is not added.
pub(super) fn expand(
    rule: &Rule,
    (start, zone): (NaiveDateTime, &Zone),
    (from, until): (NaiveDateTime, NaiveDateTime),
    budget: &mut Budget,
    times: &mut Vec<NaiveDateTime>,
) -> Result<(), Unreadable> {
    let repetition = Repetition::of(rule, start);
    let mut left = rule.count.map_or(u32::MAX, |count| count.saturating_sub(1));
    let end = End::of(rule);
    // What is counted has to be counted from its beginning.
    let mut number = if rule.count.is_some() { 0 } else { repetition.number_before(from) };
    while let Some(period) = repetition.period(number).filter(|period| *period <= until) {
        let set = repetition.times(period, budget)?;
        for time in set.into_iter().filter(|time| *time > start) {
            if left == 0 || time > until || end.is_before(time, zone) {
                return Ok(());
            }
            left -= 1;
            if time >= from {
                budget.occurs(1)?;
                times.push(time);
            }
        }
        number += 1;
    }
    Ok(())
}

/// When a rule comes to its end.
enum End {
    Never,
    /// With this day.
    Day(NaiveDate),
    /// With this time of the clock.
    Clock(NaiveDateTime),
    /// With this moment.
    Moment(DateTime<Utc>),
}

impl End {
    fn of(rule: &Rule) -> Self {
        let Some((until, found)) = rule.until.as_ref().and_then(|until| Some((until, until.to_date_time()?))) else { return Self::Never };
        match found.offset {
            _ if until.hour.is_none() => Self::Day(found.date_time.date()),
            Some(offset) => {
                let utc = found.date_time.checked_sub_offset(offset).map(|at| at.and_utc());
                utc.map_or(Self::Never, Self::Moment)
            }
            None => Self::Clock(found.date_time),
        }
    }

    fn is_before(&self, time: NaiveDateTime, zone: &Zone) -> bool {
        match self {
            Self::Never => false,
            Self::Day(day) => time.date() > *day,
            Self::Clock(clock) => time > *clock,
            Self::Moment(moment) => zone.utc(time).is_none_or(|at| at > *moment),
        }
    }
}

/// A rule with the start it belongs to, which fills in what the rule does not say.
struct Repetition<'a> {
    rule: &'a Rule,
    days: DaysOf<'a>,
    start: NaiveDateTime,
    every: i64,
}

impl<'a> Repetition<'a> {
    fn of(rule: &'a Rule, start: NaiveDateTime) -> Self {
        Self { rule, days: DaysOf { rule, start: start.date() }, start, every: i64::from(rule.interval.unwrap_or(1).max(1)) }
    }

    /// The beginning of the first period: a year, a month, a week, a day or less.
    fn first(&self) -> NaiveDateTime {
        let (day, midnight) = (self.start.date(), NaiveTime::MIN);
        let seconds = TimeDelta::seconds(i64::from(self.start.num_seconds_from_midnight()).rem_euclid(self.unit().unwrap_or(1)));
        match self.rule.freq {
            Frequency::Yearly => day.with_ordinal(1).unwrap_or(day).and_time(midnight),
            Frequency::Monthly => day.with_day(1).unwrap_or(day).and_time(midnight),
            Frequency::Weekly => self.days.week_of(day).and_time(midnight),
            Frequency::Daily => day.and_time(midnight),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => self.start - seconds,
        }
    }

    /// The length of a period that is always the same, in seconds.
    fn unit(&self) -> Option<i64> {
        match self.rule.freq {
            Frequency::Yearly | Frequency::Monthly => None,
            Frequency::Weekly => Some(7 * 86_400),
            Frequency::Daily => Some(86_400),
            Frequency::Hourly => Some(3600),
            Frequency::Minutely => Some(60),
            Frequency::Secondly => Some(1),
        }
    }

    /// The beginning of a period by its number, from 0; absent at the end of all calendars.
    fn period(&self, number: i64) -> Option<NaiveDateTime> {
        let first = self.first();
        match self.unit() {
            Some(unit) => first.checked_add_signed(TimeDelta::try_seconds(number.checked_mul(self.every)?.checked_mul(unit)?)?),
            None => {
                let months = if self.rule.freq == Frequency::Yearly { 12 } else { 1 };
                first.checked_add_months(Months::new(u32::try_from(number.checked_mul(self.every)?.checked_mul(months)?).ok()?))
            }
        }
    }

    /// A period at or before a time: whatever comes before need not be looked at.
    fn number_before(&self, from: NaiveDateTime) -> i64 {
        let first = self.first();
        let periods = match self.unit() {
            Some(unit) => from.signed_duration_since(first).num_seconds() / (unit * self.every),
            None => {
                let months = i64::from(from.year() - first.year()) * 12 + i64::from(from.month()) - i64::from(first.month());
                months / (self.every * if self.rule.freq == Frequency::Yearly { 12 } else { 1 })
            }
        };
        periods.max(0)
    }

    /// The times of a period in order. What they cost is taken from the budget before they are made: a year can have millions.
    fn times(&self, period: NaiveDateTime, budget: &mut Budget) -> Result<Vec<NaiveDateTime>, Unreadable> {
        let (days, looked_at) = self.days.of(period.date());
        let clock = self.clock(period);
        budget.steps(looked_at * self.days.weight() + clock.len() * (1 + days.len()))?;
        let mut times: Vec<_> = days.iter().flat_map(|day| clock.iter().map(|time| day.and_time(*time))).collect();
        times.sort_unstable();
        times.dedup();
        if !self.rule.bysetpos.is_empty() {
            times = self.chosen(&times);
        }
        Ok(times)
    }

    /// The times of the day in a period.
    fn clock(&self, period: NaiveDateTime) -> Vec<NaiveTime> {
        let rule = self.rule;
        let (hourly, minutely, secondly) =
            (rule.freq == Frequency::Hourly, rule.freq == Frequency::Minutely, rule.freq == Frequency::Secondly);
        let hours =
            part((&rule.byhour, 24), if hourly || minutely || secondly { Part::Is(period.hour()) } else { Part::Else(self.start.hour()) });
        let minutes =
            part((&rule.byminute, 60), if minutely || secondly { Part::Is(period.minute()) } else { Part::Else(self.start.minute()) });
        let seconds = part((&rule.bysecond, 60), if secondly { Part::Is(period.second()) } else { Part::Else(self.start.second()) });
        let mut times = Vec::new();
        for hour in &hours {
            for minute in &minutes {
                times.extend(seconds.iter().filter_map(|second| NaiveTime::from_hms_opt(*hour, *minute, *second)));
            }
        }
        times.sort_unstable();
        times
    }

    /// Those at the positions that are asked for, from the first or from the last.
    fn chosen(&self, times: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
        let index = |position: i32| match usize::try_from(position) {
            Ok(position) => position.checked_sub(1),
            Err(_) => times.len().checked_sub(position.unsigned_abs() as usize),
        };
        let mut chosen: Vec<_> = self.rule.bysetpos.iter().filter_map(|position| times.get(index(*position)?).copied()).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

/// An hour, a minute or a second.
enum Part {
    /// The period has it already: a rule can only leave it out.
    Is(u32),
    /// The start's, where the rule says nothing.
    Else(u32),
}

/// The hours, minutes or seconds that are meant, each once and below `end`.
fn part((said, end): (&[u8], u32), part: Part) -> Vec<u32> {
    match part {
        Part::Is(value) if said.is_empty() || said.iter().any(|one| u32::from(*one) == value) => vec![value],
        Part::Is(_) => Vec::new(),
        Part::Else(value) if said.is_empty() => vec![value],
        Part::Else(_) => (0..end).filter(|value| said.iter().any(|one| u32::from(*one) == *value)).collect(),
    }
}

/// A day later; the last day there is stays.
fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
