//! Minutes of a campus day, as people write them.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::cohorts::calendar::{Side, instant};

/// Minutes from one midnight to the next, where no clocks change.
pub const WHOLE_DAY: i64 = 24 * 60;

/// `09:05` of minute 545.
pub fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute.div_euclid(60), minute.rem_euclid(60))
}

/// `09:00–10:30`.
pub fn span(start: i64, minutes: i64) -> String {
    format!("{}–{}", clock(start), clock(start + minutes))
}

/// The minute of `9:05`, `09:05` or `24:00`; nothing of anything else.
pub fn minute(text: &str) -> Option<i64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= WHOLE_DAY).then_some(minute)
}

/// The instant of a minute of a campus day. Where the clocks change it is what [`instant`] says of something that begins.
pub fn at(day: NaiveDate, minute: i64, zone: Tz) -> DateTime<Utc> {
    let (days, minute) = (minute.div_euclid(WHOLE_DAY), minute.rem_euclid(WHOLE_DAY));
    let day = day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day);
    let time = NaiveTime::MIN + TimeDelta::minutes(minute);
    instant(day, time, zone, Side::Opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_hours_and_minutes() {
        assert_eq!(["0:00", "08:05", " 9:30 ", "24:00"].map(minute), [Some(0), Some(485), Some(570), Some(1440)]);
        assert_eq!(["24:01", "8", "8:5", "8:60", "-1:00", "+8:00", "8:+5", "008:00", "", ":"].map(minute), [None; 10]);
        assert!((0..=WHOLE_DAY).all(|every| minute(&clock(every)) == Some(every)));
    }
}
