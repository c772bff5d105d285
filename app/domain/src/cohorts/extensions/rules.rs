//! What more time comes to, and what can be asked for and granted. Pure.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{Basis, LONGEST_WORDS, MOST_DAYS};
use crate::{
    Error, FieldError, Result,
    cohorts::calendar::{days_later, end_of_day},
};

/// The years in which a day makes sense here.
const YEARS: std::ops::Range<i32> = 2000..2200;

/// What an extension comes to, given the unit's own date: the end of the campus day it names, or the unit's local time on campus so many
/// days later. Where the clocks change it is what [`instant`](crate::cohorts::calendar::instant) says of something due. Where the
/// unit's own date has moved beyond the named day, it is that date: nobody has less time than the others.
pub fn extended(basis: Basis, base_due_at: DateTime<Utc>, campus: Tz) -> DateTime<Utc> {
    match basis {
        Basis::Absolute(day) => end_of_day(day, campus).max(base_due_at),
        Basis::Relative(days) => days_later(base_due_at, u32::try_from(days.max(0)).unwrap_or(u32::MAX), campus),
    }
}

/// What more time is measured by.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The unit's own date, which all others have.
    pub base_due_at: DateTime<Utc>,
    /// What the student has been granted already.
    pub granted_until: Option<DateTime<Utc>>,
    /// The campus zone.
    pub campus: Tz,
}

impl Ground {
    /// What more time would come to.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is no more time, or more than a year of it.
    fn reach(&self, basis: Basis) -> Result<DateTime<Utc>> {
        let field = if basis.days().is_some() { "days" } else { "due_on" };
        if basis.days().is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
            return Err(Error::field(field, format!("Write a whole number of days, 1 to {MOST_DAYS}.")));
        }
        let due_at = extended(basis, self.base_due_at, self.campus);
        if due_at <= self.base_due_at {
            return Err(Error::field(field, format!("Choose a day after the unit's own date, {}.", self.long(self.base_due_at))));
        }
        if due_at > self.base_due_at + TimeDelta::days(MOST_DAYS + 1) {
            return Err(Error::field(
                field,
                format!("Choose a day within a year of the unit's own date, {}.", self.long(self.base_due_at)),
            ));
        }
        Ok(due_at)
    }

    fn long(&self, moment: DateTime<Utc>) -> String {
        format!("{} campus time", moment.with_timezone(&self.campus).format("%a %-d %b %Y, %H:%M"))
    }
}

/// What a student asks for: more time than they have, on a day that is still to come, with a reason.
///
/// # Errors
/// [`Error::Invalid`], each field by its name: `due_on`, `reason`.
pub fn asked(ground: &Ground, due_on: NaiveDate, reason: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let due_at = ground.reach(Basis::Absolute(due_on)).and_then(|due_at| match ground.granted_until {
        _ if due_at <= now => Err(Error::field("due_on", "Choose a day that is still to come.")),
        Some(granted) if due_at <= granted => {
            Err(Error::field("due_on", format!("You have time until {} already. Choose a later day.", ground.long(granted))))
        }
        _ => Ok(due_at),
    });
    both(due_at, words("reason", reason, "Say why you need more time."))
}

/// What staff grant: more time than the unit's own date, said with at most so many words.
///
/// # Errors
/// [`Error::Invalid`], each field by its name: `due_on` or `days`, and `field`.
pub fn granted(ground: &Ground, basis: Basis, (field, text, missing): (&'static str, &str, &str)) -> Result<DateTime<Utc>> {
    both(ground.reach(basis), words(field, text, missing))
}

/// Whether a text is one: not empty where `missing` says what is missing then, and not too long.
///
/// # Errors
/// [`Error::Invalid`].
pub fn words(field: &'static str, text: &str, missing: &str) -> Result<()> {
    if text.trim().is_empty() && !missing.is_empty() {
        return Err(Error::field(field, missing));
    }
    if text.chars().count() > LONGEST_WORDS {
        return Err(Error::field(field, format!("Write at most {LONGEST_WORDS} characters.")));
    }
    Ok(())
}

/// Everything that is wrong at once.
fn both<T>(one: Result<T>, two: Result<()>) -> Result<T> {
    match (one, two) {
        (Err(Error::Invalid(mut first)), Err(Error::Invalid(second))) => {
            first.extend(second);
            Err(Error::Invalid(first))
        }
        (one, two) => two.and(one),
    }
}

/// How much more time somebody typed: `basis` is `absolute` with a day, or `relative` with a number of days.
///
/// # Errors
/// What is wrong, by field: `basis`, `due_on`, `days`.
pub fn typed_basis(basis: &str, due_on: &str, days: &str) -> Result<Basis, FieldError> {
    let wrong = |field, message: &str| FieldError { field, message: message.to_owned() };
    match basis {
        "absolute" => {
            let day = due_on.trim().parse::<NaiveDate>().ok().filter(|day| YEARS.contains(&day.year()));
            day.map(Basis::Absolute).ok_or_else(|| wrong("due_on", "Choose a day, or write it as 2027-03-09."))
        }
        "relative" => {
            let days = days.trim().parse().map(Basis::Relative);
            days.map_err(|_| wrong("days", &format!("Write a whole number of days, 1 to {MOST_DAYS}.")))
        }
        _ => Err(wrong("basis", "Choose whether more time is a day or a number of days.")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CAMPUS: Tz = chrono_tz::America::New_York;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_named_day_ends_a_minute_before_midnight_on_campus() {
        let due = extended(Basis::Absolute(day("2027-03-09")), at("2027-03-01T22:00:00Z"), CAMPUS);
        assert_eq!(due, at("2027-03-10T04:59:00Z"));
    }

    #[test]
    fn nobody_has_less_time_than_the_others() {
        let moved = at("2027-03-20T03:59:00Z");
        assert_eq!(extended(Basis::Absolute(day("2027-03-09")), moved, CAMPUS), moved);
    }

    #[test]
    fn days_on_top_keep_the_local_time_over_a_change_of_clocks() {
        // 17:00 on campus before and after the night of 14 March 2027.
        assert_eq!(extended(Basis::Relative(7), at("2027-03-10T22:00:00Z"), CAMPUS), at("2027-03-17T21:00:00Z"));
        // 02:30 is left out that night.
        assert_eq!(extended(Basis::Relative(1), at("2027-03-13T07:30:00Z"), CAMPUS), at("2027-03-14T07:00:00Z"));
    }

    fn ground() -> Ground {
        Ground { base_due_at: at("2027-03-10T04:59:00Z"), granted_until: None, campus: CAMPUS }
    }

    fn faults<T: std::fmt::Debug>(result: Result<T>) -> Vec<&'static str> {
        let Err(Error::Invalid(errors)) = result else { panic!("{result:?}") };
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn more_time_lies_after_the_own_date_and_within_a_year() {
        let now = at("2027-03-01T12:00:00Z");
        assert_eq!(asked(&ground(), day("2027-03-10"), "On call", now).unwrap(), at("2027-03-11T04:59:00Z"));
        assert_eq!(faults(asked(&ground(), day("2027-03-09"), " ", now)), ["due_on", "reason"]);
        assert_eq!(faults(asked(&ground(), day("2028-03-20"), "On call", now)), ["due_on"]);
        assert_eq!(faults(asked(&ground(), day("2027-03-10"), "On call", at("2027-03-11T05:00:00Z"))), ["due_on"], "it is over");
        let more = Ground { granted_until: Some(at("2027-03-13T04:59:00Z")), ..ground() };
        assert_eq!(faults(asked(&more, day("2027-03-12"), "On call", now)), ["due_on"], "it is granted already");
        assert!(asked(&more, day("2027-03-13"), "On call", now).is_ok());
    }

    #[test]
    fn staff_grant_days_or_a_day() {
        let said = ("reason", "Illness", "Say why.");
        assert_eq!(granted(&ground(), Basis::Relative(7), said).unwrap(), at("2027-03-17T03:59:00Z"));
        for days in [0, -1, 366] {
            assert_eq!(faults(granted(&ground(), Basis::Relative(days), said)), ["days"]);
        }
        assert_eq!(faults(granted(&ground(), Basis::Absolute(day("2027-03-01")), ("reason", "", "Say why."))), ["due_on", "reason"]);
        assert!(granted(&ground(), Basis::Relative(1), ("answer", "", "")).is_ok());
        assert_eq!(faults(granted(&ground(), Basis::Relative(1), ("answer", &"x".repeat(1001), ""))), ["answer"]);
    }

    #[test]
    fn what_is_typed_says_a_day_or_days() {
        assert_eq!(typed_basis("absolute", "2027-03-09", "x"), Ok(Basis::Absolute(day("2027-03-09"))));
        assert_eq!(typed_basis("relative", "", " 7 "), Ok(Basis::Relative(7)));
        for (basis, field) in [("", "basis"), ("absolute", "due_on"), ("relative", "days")] {
            assert_eq!(typed_basis(basis, "soon", "1.5").unwrap_err().field, field);
        }
    }

    #[test]
    fn a_day_beyond_all_calendars_is_none() {
        assert!(typed_basis("absolute", "+262142-12-31", "").is_err());
    }

    #[test]
    fn the_columns_say_one_thing() {
        assert_eq!(Basis::of(Some(3), None), Some(Basis::Relative(3)));
        assert_eq!(Basis::of(None, Some(day("2027-03-09"))), Some(Basis::Absolute(day("2027-03-09"))));
        assert_eq!(Basis::of(None, None), None);
        assert_eq!(Basis::of(Some(3), Some(day("2027-03-09"))), None);
    }

    proptest! {
        #[test]
        fn more_days_are_never_less_time(days in 0_i64..MOST_DAYS, minutes in 0_i64..5_000_000, zone in 0..4_usize) {
            let campus = [CAMPUS, chrono_tz::Pacific::Honolulu, chrono_tz::Pacific::Tongatapu, chrono_tz::Europe::Berlin][zone];
            let base = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
            let (one, two) = (extended(Basis::Relative(days), base, campus), extended(Basis::Relative(days + 1), base, campus));
            prop_assert!(base <= one + TimeDelta::hours(1) && one < two);
            let shift = two.with_timezone(&campus).date_naive() - one.with_timezone(&campus).date_naive();
            prop_assert!(shift == TimeDelta::days(1));
        }
    }
}
