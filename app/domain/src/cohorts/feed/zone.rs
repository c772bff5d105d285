//! A time zone as a calendar needs it: which offset was in force from when, over the years of its dates. Each change is written out,
//! so that nothing depends on how well a reader expands rules.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::lines::Lines;

/// Two changes are further apart than this everywhere: the shortest known is Ramadan's month in Morocco.
const STEP: TimeDelta = TimeDelta::days(7);

/// What is in force from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Observance {
    /// When it begins, in the local time until then.
    begins: NaiveDateTime,
    /// Seconds east of Greenwich until then.
    from: i32,
    /// Seconds east of Greenwich from then on.
    to: i32,
    daylight: bool,
    name: Option<String>,
}

/// Writes the zone for all years that two moments touch.
pub(super) fn write(lines: &mut Lines, zone: Tz, first: DateTime<Utc>, last: DateTime<Utc>) {
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", zone.name());
    for observance in observances(zone, first.with_timezone(&zone).year(), last.with_timezone(&zone).year()) {
        let kind = if observance.daylight { "DAYLIGHT" } else { "STANDARD" };
        lines.put("BEGIN", kind);
        lines.put("DTSTART", &observance.begins.format("%Y%m%dT%H%M%S").to_string());
        lines.put("TZOFFSETFROM", &offset(observance.from));
        lines.put("TZOFFSETTO", &offset(observance.to));
        if let Some(name) = &observance.name {
            lines.text("TZNAME", name);
        }
        lines.put("END", kind);
    }
    lines.put("END", "VTIMEZONE");
}

/// What is in force on the day before the first year, and every change until the end of the last.
fn observances(zone: Tz, first: i32, last: i32) -> Vec<Observance> {
    let (start, end) = (new_year(first) - TimeDelta::days(1), new_year(last + 1) + TimeDelta::days(1));
    let in_force = seconds(zone, start);
    let begins = start.with_timezone(&zone).naive_local();
    let mut found = vec![observance(zone, start, begins, in_force)];
    let mut at = start;
    while at < end {
        let next = at + STEP;
        if state(zone, at) != state(zone, next) {
            let change = change_between(zone, at, next);
            let before = seconds(zone, change - TimeDelta::seconds(1));
            let begins = (change + TimeDelta::seconds(i64::from(before))).naive_utc();
            found.push(observance(zone, change, begins, before));
        }
        at = next;
    }
    found
}

fn observance(zone: Tz, moment: DateTime<Utc>, begins: NaiveDateTime, from: i32) -> Observance {
    let there = zone.offset_from_utc_datetime(&moment.naive_utc());
    Observance {
        begins,
        from,
        to: there.fix().local_minus_utc(),
        daylight: !there.dst_offset().is_zero(),
        name: there.abbreviation().map(str::to_owned),
    }
}

/// The first second after a change that lies between two moments.
fn change_between(zone: Tz, before: DateTime<Utc>, after: DateTime<Utc>) -> DateTime<Utc> {
    let old = state(zone, before);
    let (mut low, mut high) = (before.timestamp(), after.timestamp());
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let moment = DateTime::from_timestamp(middle, 0).unwrap_or(before);
        if state(zone, moment) == old { low = middle } else { high = middle }
    }
    DateTime::from_timestamp(high, 0).unwrap_or(after)
}

/// What may change: the offset, and whether it is that of summer.
fn state(zone: Tz, moment: DateTime<Utc>) -> (i32, bool) {
    let there = zone.offset_from_utc_datetime(&moment.naive_utc());
    (there.fix().local_minus_utc(), there.dst_offset().is_zero())
}

fn seconds(zone: Tz, moment: DateTime<Utc>) -> i32 {
    state(zone, moment).0
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN).and_time(NaiveTime::MIN).and_utc()
}

/// `+0545`, `-1000`, with seconds only where there are some.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(zone: Tz, year: i32) -> Vec<String> {
        let told = observances(zone, year, year);
        told.iter().map(|one| format!("{} {} {}", one.begins, offset(one.from), offset(one.to))).collect()
    }

    #[test]
    fn new_york_changes_twice_a_year() {
        let expected = ["2026-12-30 19:00:00 -0500 -0500", "2027-03-14 02:00:00 -0500 -0400", "2027-11-07 02:00:00 -0400 -0500"];
        assert_eq!(begins(chrono_tz::America::New_York, 2027), expected);
    }

    #[test]
    fn south_of_the_equator_summer_ends_in_autumn() {
        let expected = ["2026-12-31 13:00:00 +1300 +1300", "2027-04-04 03:00:00 +1300 +1200", "2027-09-26 02:00:00 +1200 +1300"];
        assert_eq!(begins(chrono_tz::Pacific::Auckland, 2027), expected);
    }

    #[test]
    fn where_nothing_changes_one_offset_is_told() {
        assert_eq!(begins(chrono_tz::Pacific::Honolulu, 2027), ["2026-12-30 14:00:00 -1000 -1000"]);
        assert_eq!(begins(chrono_tz::Asia::Kathmandu, 2027), ["2026-12-31 05:45:00 +0545 +0545"]);
        assert_eq!(begins(chrono_tz::UTC, 2027).len(), 1);
    }

    #[test]
    fn half_an_hour_of_summer_is_half_an_hour() {
        let told = begins(chrono_tz::Australia::Lord_Howe, 2027);
        assert!(told.contains(&"2027-04-04 02:00:00 +1100 +1030".to_owned()), "{told:?}");
    }
}
