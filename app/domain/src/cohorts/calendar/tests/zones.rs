use chrono::{NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{Africa, America, Asia, Atlantic, Australia, Europe, Pacific, TZ_VARIANTS};
use proptest::prelude::*;

use super::*;

/// From UTC−10 to UTC+13 and beyond; with clocks that change in the night, at midnight, before midnight, by half an hour, and never.
const ZONES: [Tz; 18] = [
    Pacific::Honolulu,
    America::Anchorage,
    America::New_York,
    America::St_Johns,
    America::Santiago,
    America::Nuuk,
    Atlantic::Azores,
    Europe::London,
    Europe::Berlin,
    Africa::Cairo,
    Africa::Casablanca,
    Asia::Beirut,
    Asia::Kathmandu,
    Australia::Lord_Howe,
    Pacific::Auckland,
    Pacific::Chatham,
    Pacific::Apia,
    Pacific::Tongatapu,
];

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn all_days(from: &str, count: i64) -> impl Iterator<Item = NaiveDate> {
    let first = day(from);
    (0..count).map(move |number| first + TimeDelta::days(number))
}

#[test]
fn on_no_day_of_three_years_a_day_shifts_or_a_usual_time_changes() {
    let times = ["00:00:00", "02:30:00", "08:00:00", "17:00:00", "23:59:00"].map(time);
    for zone in ZONES {
        for (day, time) in all_days("2026-01-01", 3 * 365).flat_map(|day| times.map(|time| (day, time))) {
            let (opens, due) = (instant(day, time, zone, Side::Opens), instant(day, time, zone, Side::Due));
            assert!(opens <= due, "{zone} {day} {time}");
            for moment in [opens, due] {
                let local = moment.with_timezone(&zone).naive_local();
                assert_eq!(local.date(), day, "{zone} {time}");
                let there = zone.from_local_datetime(&day.and_time(time)).earliest().is_some();
                assert!(!there || local.time() == time, "{zone} {day} {time}: {local}");
            }
        }
    }
}

#[test]
fn nor_does_one_in_any_zone_of_the_world() {
    for zone in TZ_VARIANTS {
        for day in all_days("2027-01-01", 365) {
            for (time, side) in [(NaiveTime::MIN, Side::Opens), (time("23:59:00"), Side::Due)] {
                assert_eq!(instant(day, time, zone, side).with_timezone(&zone).date_naive(), day, "{zone} {time}");
            }
        }
    }
}

#[test]
fn a_time_that_is_left_out_or_comes_twice_falls_to_the_student() {
    let at = |day_text: &str, clock: &str, zone, side| instant(day(day_text), time(clock), zone, side).to_rfc3339();
    assert_eq!(at("2027-03-14", "02:30:00", NEW_YORK, Side::Opens), "2027-03-14T07:00:00+00:00");
    assert_eq!(at("2027-03-14", "02:30:00", NEW_YORK, Side::Due), "2027-03-14T07:00:00+00:00");
    assert_eq!(at("2027-11-07", "01:30:00", NEW_YORK, Side::Opens), "2027-11-07T05:30:00+00:00");
    assert_eq!(at("2027-11-07", "01:30:00", NEW_YORK, Side::Due), "2027-11-07T06:30:00+00:00");
    // Nuuk goes from 23:00 to midnight: the last minute of that Saturday is 22:59.
    assert_eq!(at("2027-03-27", "23:59:00", America::Nuuk, Side::Due), "2027-03-28T00:59:00+00:00");
    assert_eq!(end_of_day(day("2027-03-13"), NEW_YORK).to_rfc3339(), "2027-03-14T04:59:00+00:00");
    assert_eq!(end_of_day(day("2027-03-14"), NEW_YORK).to_rfc3339(), "2027-03-15T03:59:00+00:00");
}

#[test]
fn days_on_top_keep_the_campus_time_over_a_change_of_the_clocks() {
    let due = end_of_day(day("2027-03-10"), NEW_YORK);
    assert_eq!(local(days_later(due, 7, NEW_YORK)), "Wed 2027-03-17 23:59");
    assert_eq!(days_later(due, 7, NEW_YORK) - due, TimeDelta::days(7) - TimeDelta::hours(1));
    assert_eq!(days_later(due, 0, NEW_YORK), due);
    assert_eq!(days_later(due, u32::MAX, NEW_YORK), due);
}

proptest! {
    #[test]
    fn the_same_plan_has_the_same_days_and_local_times_in_every_zone(shift in 0_i64..3000, zone in 0..ZONES.len()) {
        let start = day("2026-01-03") + TimeDelta::days(shift);
        let (there, zone) = (resolve(&program(), start, Tz::UTC).unwrap(), ZONES[zone]);
        let here = resolve(&program(), start, zone).unwrap();
        prop_assert_eq!(&here.residencies, &there.residencies);
        prop_assert_eq!((here.starts_on, here.ends_on), (there.starts_on, there.ends_on));
        for (here, there) in here.modules.iter().zip(&there.modules) {
            let local = |moment: DateTime<Utc>| moment.with_timezone(&zone).naive_local();
            prop_assert_eq!(local(here.opens_at), there.opens_at.naive_utc());
            if zone != America::Nuuk {
                prop_assert_eq!(local(here.due_at), there.due_at.naive_utc());
            }
            prop_assert_eq!(local(here.due_at).date(), there.due_at.naive_utc().date());
        }
    }
}
