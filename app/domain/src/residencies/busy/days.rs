//! Which campus days are taken: by the hours in which a residency is held.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Interval;
use crate::cohorts::calendar::{Side, instant};

/// Below so many people with answers nothing is shown of them: a number would be a name.
pub const FEWEST_ANSWERS: usize = 5;
/// The hours of a day that count, on campus.
const FROM: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
const UNTIL: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).unwrap();
/// Who is busy for so long of them is away.
const AWAY: TimeDelta = TimeDelta::hours(2);

/// A campus day, with the hours of it that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// From 08:00 to 18:00 on campus.
    pub hours: Interval,
}

/// The days from the first to the last, both included.
pub fn days_between(first: NaiveDate, last: NaiveDate, campus: Tz) -> Vec<Day> {
    let at = |date: NaiveDate, time| instant(date, time, campus, Side::Opens);
    let day = |date: NaiveDate| Day { date, hours: Interval { starts_at: at(date, FROM), ends_at: at(date, UNTIL) } };
    first.iter_days().take_while(|date| *date <= last).map(day).collect()
}

/// How much of a stretch of time is taken by blocks that are in order and do not touch.
pub fn taken(blocks: &[Interval], stretch: Interval) -> TimeDelta {
    let first = blocks.partition_point(|block| block.ends_at <= stretch.starts_at);
    let reaching = blocks.iter().skip(first).take_while(|block| block.starts_at < stretch.ends_at);
    reaching.filter_map(|block| block.within(stretch)).map(|part| part.ends_at - part.starts_at).sum()
}

/// Whether each of these days is taken by blocks that are in order and do not touch: by two hours or more of those that count.
pub fn taken_days(blocks: &[Interval], days: &[Day]) -> Vec<bool> {
    days.iter().map(|day| taken(blocks, day.hours) >= AWAY).collect()
}

/// Whether a deadline falls into busy time: the moment itself is taken, or half of the two days before it.
pub fn hampered(blocks: &[Interval], due_at: DateTime<Utc>) -> bool {
    let before = Interval { starts_at: due_at - TimeDelta::hours(48), ends_at: due_at };
    let moment = Interval { starts_at: due_at - TimeDelta::minutes(1), ends_at: due_at };
    taken(blocks, moment) > TimeDelta::zero() || taken(blocks, before) >= TimeDelta::hours(24)
}

#[cfg(test)]
mod tests {
    use chrono_tz::America::New_York;

    use super::*;

    fn block(from: &str, until: &str) -> Interval {
        Interval { starts_at: from.parse().unwrap(), ends_at: until.parse().unwrap() }
    }

    #[test]
    fn a_day_is_taken_by_two_of_its_hours_and_not_by_the_night() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = days_between(day("2027-03-12"), day("2027-03-15"), New_York);
        // Daylight saving begins on the 14th: 08:00 is 13:00 UTC before, and 12:00 from then on.
        let blocks = [
            block("2027-03-12T00:00:00Z", "2027-03-12T14:59:00Z"),
            block("2027-03-13T21:00:00Z", "2027-03-14T11:30:00Z"),
            block("2027-03-15T12:00:00Z", "2027-03-15T13:00:00Z"),
            block("2027-03-15T14:00:00Z", "2027-03-15T15:00:00Z"),
        ];
        assert_eq!(taken_days(&blocks, &days), [false, true, false, true]);
    }

    #[test]
    fn a_deadline_in_a_shift_or_after_a_day_of_shifts_is_hampered() {
        let due = "2027-03-10T05:00:00Z".parse().unwrap();
        assert!(hampered(&[block("2027-03-10T00:00:00Z", "2027-03-10T06:00:00Z")], due));
        assert!(hampered(&[block("2027-03-08T06:00:00Z", "2027-03-09T07:00:00Z")], due));
        assert!(!hampered(
            &[block("2027-03-09T12:00:00Z", "2027-03-09T22:00:00Z"), block("2027-03-10T05:00:00Z", "2027-03-11T05:00:00Z")],
            due
        ));
    }
}
