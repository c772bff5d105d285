//! More time for one student and one unit: what it is promised on, and what that comes to.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{
    authoring::UnitKind,
    ids::{EnrollmentId, ExtensionId, UnitId},
};

/// The longest reason, and the longest answer, in characters.
pub const LONGEST_WORDS: usize = 1000;
/// The most days on top of a unit's date.
pub const MOST_DAYS: i64 = 365;

crate::words! {
    /// How it stands with an extension.
    pub enum ExtensionState {
        /// Asked for, not answered yet.
        Requested = "requested",
        /// In force.
        Granted = "granted",
        /// Not given.
        Refused = "refused",
        /// Taken back, by the student before it was answered or by staff after.
        Withdrawn = "withdrawn",
    }
}

impl ExtensionState {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Requested => "Asked for",
            Self::Granted => "Granted",
            Self::Refused => "Refused",
            Self::Withdrawn => "Taken back",
        }
    }
}

/// What an extension is promised on, which is how it survives a move of the unit's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Until the end of this campus day, whatever moves.
    Absolute(NaiveDate),
    /// So many days on top of the unit's date, wherever that moves.
    Relative(i64),
}

impl Basis {
    /// The word for it in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absolute(_) => "absolute",
            Self::Relative(_) => "relative",
        }
    }

    /// Its days, if it is relative.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Relative(days) => Some(days),
            Self::Absolute(_) => None,
        }
    }

    /// Its campus day, if it is absolute.
    pub fn due_on(self) -> Option<NaiveDate> {
        match self {
            Self::Absolute(day) => Some(day),
            Self::Relative(_) => None,
        }
    }

    /// From the columns of a row; nothing if they contradict each other.
    pub fn of(days: Option<i64>, due_on: Option<NaiveDate>) -> Option<Self> {
        match (days, due_on) {
            (Some(days), None) => Some(Self::Relative(days)),
            (None, Some(day)) => Some(Self::Absolute(day)),
            _ => None,
        }
    }

    /// What is promised, in a sentence without its full stop.
    pub fn promise(self) -> String {
        match self {
            Self::Absolute(day) => format!("until {}, whatever the calendar does", day.format("%a %-d %b %Y")),
            Self::Relative(1) => "1 day on top of the unit's date, wherever that moves".to_owned(),
            Self::Relative(days) => format!("{days} days on top of the unit's date, wherever that moves"),
        }
    }
}

/// What an extension comes to, given the unit's own date: the end of the campus day it names, or the unit's local time on campus so many
/// days later. A local time that does not exist on that day is taken an hour later; one that comes twice is its first.
pub fn extended(basis: Basis, base_due_at: DateTime<Utc>, campus: Tz) -> DateTime<Utc> {
    match basis {
        Basis::Absolute(day) => on_campus(day.and_time(last_minute()), campus),
        Basis::Relative(days) => {
            let local = base_due_at.with_timezone(&campus).naive_local();
            let later = local.checked_add_days(Days::new(days.max(0).unsigned_abs()));
            later.map_or(base_due_at, |later| on_campus(later, campus))
        }
    }
}

/// 23:59.
fn last_minute() -> NaiveTime {
    NaiveTime::MIN - TimeDelta::minutes(1)
}

fn on_campus(local: NaiveDateTime, campus: Tz) -> DateTime<Utc> {
    let found = |local: &NaiveDateTime| campus.from_local_datetime(local).earliest();
    let moment = found(&local).or_else(|| found(&(local + TimeDelta::hours(1))));
    moment.map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

crate::row! {
    /// An extension as it is read, with whom and what it is for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Extension {
        /// Which.
        pub id: ExtensionId,
        /// Whose.
        pub enrollment_id: EnrollmentId,
        /// The student's name.
        pub student: String,
        /// For which unit.
        pub unit_id: UnitId,
        /// The module's name in addresses.
        pub module_slug: String,
        /// The module's title.
        pub module_title: String,
        /// The unit's name in addresses.
        pub unit_slug: String,
        /// The unit's title.
        pub unit_title: String,
        /// What kind of unit it is.
        pub unit_kind: UnitKind,
        /// The date all others have.
        pub base_due_at: DateTime<Utc>,
        /// How it stands.
        pub state: ExtensionState,
        /// Days on top, if it is relative.
        pub days: Option<i64>,
        /// The campus day, if it is absolute.
        pub due_on: Option<NaiveDate>,
        /// What it comes to.
        pub due_at: DateTime<Utc>,
        /// Why.
        pub reason: String,
        /// The answer, to the student.
        pub answer: String,
        /// When it was asked for, or granted unasked.
        pub requested_at: DateTime<Utc>,
        /// When it was answered.
        pub answered_at: Option<DateTime<Utc>>,
        /// Who answered.
        pub answered_by: Option<String>,
        /// Whether the student asked for it.
        pub asked: bool,
        /// Goes up with every change.
        pub sequence: i64,
    }
}

impl Extension {
    /// What it is promised on.
    pub fn basis(&self) -> Basis {
        // One of the two columns stands in every row: see `Basis::of`.
        Basis::of(self.days, self.due_on).unwrap_or(Basis::Relative(0))
    }
}

/// A student asks for more time.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Its id, made with the form.
    pub id: ExtensionId,
    /// Whose.
    pub enrollment: EnrollmentId,
    /// For which unit.
    pub unit: UnitId,
    /// Until when.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Staff give more time, asked or unasked.
#[derive(Clone, Debug)]
pub struct Granting {
    /// Its id, made with the form.
    pub id: ExtensionId,
    /// To whom.
    pub enrollment: EnrollmentId,
    /// For which unit.
    pub unit: UnitId,
    /// How much.
    pub basis: Basis,
    /// Why; told to the student.
    pub reason: String,
}

/// What staff do about an extension that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it was asked for.
    AsAsked,
    /// More or less than that, or something else than was granted before.
    Instead(Basis),
    /// Not at all.
    Refused,
    /// What was granted is taken back.
    TakenBack,
}

/// A decision of staff on an extension as they saw it.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// Which.
    pub id: ExtensionId,
    /// The number of the change they saw: a later one must be looked at first.
    pub sequence: i64,
    /// What.
    pub verdict: Verdict,
    /// Words to the student; may be empty, but not where something is refused or taken back.
    pub answer: String,
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
    fn days_on_top_keep_the_local_time_over_a_change_of_clocks() {
        // 17:00 on campus before and after the night of 14 March 2027.
        assert_eq!(extended(Basis::Relative(7), at("2027-03-10T22:00:00Z"), CAMPUS), at("2027-03-17T21:00:00Z"));
        // 02:30 is left out that night.
        assert_eq!(extended(Basis::Relative(1), at("2027-03-13T07:30:00Z"), CAMPUS), at("2027-03-14T07:30:00Z"));
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
