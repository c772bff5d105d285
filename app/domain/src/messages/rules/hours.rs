//! Quiet hours and the hour of the digest, by the clocks on the wall where the person is.

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::super::{Hours, Quiet};

/// Minutes of a day on which no clock is changed.
const DAY: i64 = 24 * 60;

/// The moment from which mail may come: now, or when the quiet hours that are on are over.
pub fn not_before(hours: &Hours, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    match hours.quiet {
        Some(quiet) if is_quiet(quiet, zone, now) => {
            let end = next(zone, quiet.until, now);
            // Where clocks skip the end, they may show another quiet hour next.
            if is_quiet(quiet, zone, end) { next(zone, quiet.until, end) } else { end }
        }
        _ => now,
    }
}

/// When the next digest comes; after now.
pub fn next_digest(hours: &Hours, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    // Where clocks go back over that hour, it comes once: with the first of the two.
    let first = |day: NaiveDate| moments(zone, day, hours.digest_at).into_iter().flatten().next();
    days(today).filter_map(first).find(|moment| *moment > now).unwrap_or(now + TimeDelta::minutes(DAY))
}

fn is_quiet(quiet: Quiet, zone: Tz, now: DateTime<Utc>) -> bool {
    let here = now.with_timezone(&zone);
    let minute = i64::from(here.hour() * 60 + here.minute());
    if quiet.from <= quiet.until { (quiet.from..quiet.until).contains(&minute) } else { minute >= quiet.from || minute < quiet.until }
}

/// When clocks next show this minute of the day, after a moment.
fn next(zone: Tz, minute: i64, after: DateTime<Utc>) -> DateTime<Utc> {
    let today = after.with_timezone(&zone).date_naive();
    days(today).flat_map(|day| moments(zone, day, minute)).flatten().find(|moment| *moment > after).unwrap_or(after)
}

/// This day and the next ones: enough for a zone that skips a whole day.
fn days(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..4).filter_map(move |days| first.checked_add_days(Days::new(days)))
}

/// When clocks show a minute of a day: twice where they go back over it; where they skip it, when they have.
fn moments(zone: Tz, day: NaiveDate, minute: i64) -> [Option<DateTime<Utc>>; 2] {
    let wall = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
    let shown = (0..=2 * DAY).map(|later| zone.from_local_datetime(&(wall + TimeDelta::minutes(later))));
    match shown.into_iter().find(|shown| !matches!(shown, LocalResult::None)) {
        Some(LocalResult::Single(one)) => [Some(one.to_utc()), None],
        Some(LocalResult::Ambiguous(one, two)) => [Some(one.to_utc()), Some(two.to_utc())],
        _ => [None, None],
    }
}

/// `22:30` as minutes after midnight.
pub fn minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |text: &str, most: i64| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|number: &i64| *number < most)
    };
    // Browsers may send seconds.
    let minutes = minutes.split(':').next().unwrap_or_default();
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

/// Minutes after midnight as `22:30`.
pub fn wall_time(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{
        America::New_York,
        Australia::Lord_Howe,
        Pacific::{Apia, Honolulu},
    };
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn night(from: &str, until: &str) -> Hours {
        Hours { quiet: Some(Quiet { from: minutes(from).unwrap(), until: minutes(until).unwrap() }), ..Hours::default() }
    }

    #[test]
    fn mail_at_night_comes_in_the_morning_where_the_person_is() {
        let hours = night("22:00", "06:30");
        let half_past_ten = at("2027-01-13T03:30:00Z");
        assert_eq!(not_before(&hours, New_York, half_past_ten), at("2027-01-13T11:30:00Z"));
        assert_eq!(not_before(&hours, New_York, at("2027-01-13T11:29:59Z")), at("2027-01-13T11:30:00Z"));
        for awake in ["2027-01-13T11:30:00Z", "2027-01-13T02:59:59Z"] {
            assert_eq!(not_before(&hours, New_York, at(awake)), at(awake));
        }
        assert_eq!(not_before(&hours, Honolulu, half_past_ten), half_past_ten);
        assert_eq!(not_before(&Hours::default(), New_York, half_past_ten), half_past_ten);
    }

    #[test]
    fn quiet_hours_within_a_day_end_on_it() {
        let hours = night("13:00", "15:00");
        assert_eq!(not_before(&hours, chrono_tz::UTC, at("2027-01-13T13:00:00Z")), at("2027-01-13T15:00:00Z"));
        assert_eq!(not_before(&hours, chrono_tz::UTC, at("2027-01-13T15:00:00Z")), at("2027-01-13T15:00:00Z"));
    }

    #[test]
    fn an_end_that_clocks_skip_comes_when_they_have_skipped_it() {
        // New York, 14 March 2027: 2:00 is followed by 3:00.
        assert_eq!(not_before(&night("22:00", "02:30"), New_York, at("2027-03-14T05:00:00Z")), at("2027-03-14T07:00:00Z"));
        // Apia had no 30 December 2011 at all.
        assert_eq!(not_before(&night("22:00", "06:00"), Apia, at("2011-12-30T09:00:00Z")), at("2011-12-30T16:00:00Z"));
    }

    #[test]
    fn an_end_that_clocks_show_twice_is_the_first_one() {
        // New York, 7 November 2027: 1:59 is followed by 1:00.
        assert_eq!(not_before(&night("22:00", "01:30"), New_York, at("2027-11-07T04:00:00Z")), at("2027-11-07T05:30:00Z"));
        assert_eq!(not_before(&night("22:00", "06:00"), New_York, at("2027-11-07T04:00:00Z")), at("2027-11-07T11:00:00Z"));
    }

    #[test]
    fn a_digest_comes_once_a_day_at_its_hour_by_the_wall() {
        let hours = Hours { quiet: None, digest_at: 7 * 60 };
        let mut came = at("2027-03-13T11:00:00Z");
        let mut seen = Vec::new();
        for _ in 0..3 {
            came = next_digest(&hours, New_York, came);
            seen.push(came.with_timezone(&New_York).format("%d %H:%M").to_string());
        }
        assert_eq!(seen, ["13 07:00", "14 07:00", "15 07:00"]);
        let twice_shown = Hours { quiet: None, digest_at: 90 };
        let first = next_digest(&twice_shown, New_York, at("2027-11-07T04:00:00Z"));
        assert_eq!(first, at("2027-11-07T05:30:00Z"));
        assert_eq!(next_digest(&twice_shown, New_York, first), at("2027-11-08T06:30:00Z"));
    }

    #[test]
    fn times_are_typed_as_on_a_clock() {
        for (text, expected) in
            [("00:00", Some(0)), ("7:05", Some(425)), ("23:59", Some(1439)), ("22:00:00", Some(1320)), (" 06:30 ", Some(390))]
        {
            assert_eq!(minutes(text), expected, "{text}");
        }
        for text in ["", "24:00", "12:60", "7", "+7:00", "a:b", "007:00", "-1:30"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(wall_time(425), "07:05");
    }

    proptest! {
        #[test]
        fn whoever_is_told_is_not_in_quiet_hours(seconds in 1_700_000_000_i64..1_900_000_000, from in 0_i64..1440, length in 1_i64..1000, zone in 0_usize..4) {
            let zone = [New_York, Lord_Howe, Honolulu, chrono_tz::Europe::Berlin][zone];
            let quiet = Quiet { from, until: (from + length) % 1440 };
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let told = not_before(&Hours { quiet: Some(quiet), digest_at: 0 }, zone, now);
            prop_assert!(told >= now && told - now <= TimeDelta::hours(26));
            prop_assert!(told == now || !is_quiet(quiet, zone, told));
        }

        #[test]
        fn the_next_digest_is_within_a_day_or_so(seconds in 1_700_000_000_i64..1_900_000_000, digest_at in 0_i64..1440) {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let next = next_digest(&Hours { quiet: None, digest_at }, New_York, now);
            prop_assert!(next > now && next - now <= TimeDelta::hours(26));
        }
    }
}
