//! Times of campus days as instants, also on days on which the clocks change.

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// On which side of a doubt a time stands: always on the student's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Something begins: the earlier of two.
    Opens,
    /// Something is due: the later of two.
    Due,
}

/// A time of a campus day. One that is left out when the clocks go forward becomes the first instant after, or the last minute before
/// if that is another day: no day ever shifts. Of one that comes twice when they go back, what opens takes the earlier and what is due
/// the later.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: Tz, side: Side) -> DateTime<Utc> {
    let local = day.and_time(time);
    match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) => moment.to_utc(),
        LocalResult::Ambiguous(earlier, later) => match side {
            Side::Opens => earlier.to_utc(),
            Side::Due => later.to_utc(),
        },
        LocalResult::None => beside_gap(local, zone).unwrap_or_else(|| local.and_utc()),
    }
}

/// The instant beside a local time that is left out, on the same day where there is one. In Nuuk it is the last hour of a day that is
/// left out, elsewhere one in the night.
fn beside_gap(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let gap = GapInfo::new(&local, &zone)?;
    if let Some(after) = gap.end.filter(|after| after.date_naive() == local.date()) {
        return Some(after.to_utc());
    }
    let (first_left_out, _) = gap.begin?;
    zone.from_local_datetime(&(first_left_out - TimeDelta::minutes(1))).latest().map(|before| before.to_utc())
}

/// 23:59 of a campus day: when an extension to a day ends.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    instant(day, NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN), zone, Side::Due)
}

/// The same campus time so many days after a deadline: when an extension by days ends. Beyond the calendar, the deadline itself.
pub fn days_later(due_at: DateTime<Utc>, days: u32, zone: Tz) -> DateTime<Utc> {
    let local = due_at.with_timezone(&zone).naive_local();
    local.date().checked_add_days(Days::new(u64::from(days))).map_or(due_at, |day| instant(day, local.time(), zone, Side::Due))
}
