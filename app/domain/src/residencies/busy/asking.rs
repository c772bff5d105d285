//! Until when a scheduler has to be asked for days off.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{Error, Result};

/// How many days before, where nobody said otherwise.
pub const DEFAULT_NOTICE: u64 = 45;
/// How many days before the last day to ask somebody is reminded of it.
pub const REMIND_BEFORE: u64 = 7;
/// The longest notice there is.
const MOST_DAYS: u64 = 365;

/// How somebody's schedule is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchedulerRule {
    /// Requests need so many days' notice.
    Notice {
        /// From 1.
        days: u64,
    },
    /// The schedule of a month is published on a day some months before: who asks has to ask the day before that.
    Published {
        /// The day of the month, from 1 to 28.
        day: u32,
        /// How many months before, from 0.
        months: u32,
    },
}

impl Default for SchedulerRule {
    fn default() -> Self {
        Self::Notice { days: DEFAULT_NOTICE }
    }
}

impl SchedulerRule {
    /// The last day to ask for time off that begins on a day.
    pub fn last_day(self, begins: NaiveDate) -> NaiveDate {
        let found = match self {
            Self::Notice { days } => begins.checked_sub_days(Days::new(days)),
            Self::Published { day, months } => {
                let month = begins.with_day(1).and_then(|first| first.checked_sub_months(Months::new(months)));
                month.and_then(|first| first.with_day(day)).and_then(|published| published.min(begins).pred_opt())
            }
        };
        found.unwrap_or(begins)
    }

    /// As people say it.
    pub fn words(self) -> String {
        match self {
            Self::Notice { days: 1 } => "needs one day’s notice".into(),
            Self::Notice { days } => format!("needs {days} days’ notice"),
            Self::Published { day, months: 0 } => format!("is published on day {day} of the same month"),
            Self::Published { day, months: 1 } => format!("is published on day {day} of the month before"),
            Self::Published { day, months } => format!("is published on day {day}, {months} months before"),
        }
    }
}

/// A rule as it was typed.
///
/// # Errors
/// By field, if a number is none or too large.
pub fn typed_rule(kind: &str, notice: &str, day: &str, months: &str) -> Result<SchedulerRule> {
    if kind == "published" {
        let day = day.trim().parse().ok().filter(|day| (1..=28).contains(day));
        let day = day.ok_or_else(|| Error::field("day", "Give a day of the month from 1 to 28."))?;
        let months = months.trim().parse().ok().filter(|months| *months <= 12);
        let months = months.ok_or_else(|| Error::field("months", "Give a number of months from 0 to 12."))?;
        return Ok(SchedulerRule::Published { day, months });
    }
    let days = notice.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    Ok(SchedulerRule::Notice { days: days.ok_or_else(|| Error::field("notice", "Give a number of days from 1 to 365."))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_day_to_ask_is_counted_back_or_is_the_day_before_the_schedule_comes_out() {
        assert_eq!(SchedulerRule::default().last_day(day("2027-03-06")), day("2027-01-20"));
        let published = SchedulerRule::Published { day: 15, months: 2 };
        assert_eq!(published.last_day(day("2027-03-06")), day("2027-01-14"));
        assert_eq!(published.last_day(day("2027-01-31")), day("2026-11-14"));
        let same_month = SchedulerRule::Published { day: 20, months: 0 };
        assert_eq!(same_month.last_day(day("2027-03-06")), day("2027-03-05"), "never after it");
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_named_by_its_field() {
        assert_eq!(typed_rule("notice", " 60 ", "", "").ok(), Some(SchedulerRule::Notice { days: 60 }));
        assert_eq!(typed_rule("published", "", "1", "0").ok(), Some(SchedulerRule::Published { day: 1, months: 0 }));
        for (kind, notice, day, months, field) in
            [("notice", "0", "", "", "notice"), ("published", "", "31", "1", "day"), ("published", "", "3", "x", "months")]
        {
            let Err(Error::Invalid(errors)) = typed_rule(kind, notice, day, months) else { panic!("{kind} {notice} {day} {months}") };
            assert_eq!(errors[0].field, field);
        }
    }
}
