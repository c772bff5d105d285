//! Dates and times as they stand in an entry.

use calcard::{
    common::PartialDateTime,
    icalendar::{ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarPeriod, ICalendarValue},
};
use chrono::{DateTime, Days, NaiveDateTime, TimeDelta, Utc};

use super::{
    intervals::Interval,
    zones::{Zone, Zones},
};

/// A moment by a clock somewhere.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// What that clock shows.
    pub local: NaiveDateTime,
    /// Where it is.
    pub zone: Zone,
    /// Whether a day is meant and no time of it.
    pub is_day: bool,
}

impl Moment {
    /// The same everywhere.
    pub fn utc(&self) -> Option<DateTime<Utc>> {
        self.zone.utc(self.local)
    }

    /// All moments of a property that are understood, and how many are not.
    pub fn all(entry: &ICalendarEntry, zones: &Zones) -> Vec<Self> {
        entry.values.iter().filter_map(|value| of(value.as_partial_date_time()?, zone_name(entry), zones)).collect()
    }

    /// The first one.
    pub fn first(entry: &ICalendarEntry, zones: &Zones) -> Option<Self> {
        of(entry.values.first()?.as_partial_date_time()?, zone_name(entry), zones)
    }
}

/// The zone a property names.
fn zone_name(entry: &ICalendarEntry) -> Option<&str> {
    entry.parameter(&ICalendarParameterName::Tzid).and_then(|value| value.as_text())
}

fn of(value: &PartialDateTime, zone: Option<&str>, zones: &Zones) -> Option<Moment> {
    let found = value.to_date_time()?;
    let is_day = value.hour.is_none();
    let zone = match found.offset {
        Some(offset) => Zone::Fixed(offset),
        None if is_day => zones.own(),
        None => zones.named(zone),
    };
    Some(Moment { local: found.date_time, zone, is_day })
}

/// How long something takes: so many days by the clock, and then so long by the watch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub days: u64,
    pub exact: TimeDelta,
}

impl Length {
    /// From one moment to another; absent if it comes before.
    pub fn between(start: &Moment, end: &Moment) -> Option<Self> {
        if start.is_day && end.is_day {
            let days = end.local.date().signed_duration_since(start.local.date()).num_days();
            // The end of a whole day is the next day; programs that write the same day mean that day.
            return u64::try_from(days).ok().map(|days| Self { days: days.max(1), exact: TimeDelta::zero() });
        }
        let exact = end.utc()?.signed_duration_since(start.utc()?);
        (exact >= TimeDelta::zero()).then_some(Self { days: 0, exact })
    }

    /// As it is written; absent if it goes backward.
    pub fn written(duration: &ICalendarDuration) -> Option<Self> {
        if duration.neg {
            return None;
        }
        let days = u64::from(duration.weeks) * 7 + u64::from(duration.days);
        let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
        Some(Self { days, exact: TimeDelta::try_seconds(seconds)? })
    }

    /// Longer than it can be, for looking back: a day is 25 hours at most.
    pub fn at_most(self) -> TimeDelta {
        let days = i64::try_from(self.days.min(40_000)).unwrap_or(40_000);
        TimeDelta::hours(days * 25) + self.exact.min(TimeDelta::days(40_000))
    }

    /// What it takes up from a moment on.
    pub fn from(self, local: NaiveDateTime, zone: &Zone) -> Option<Interval> {
        let last_day = local.checked_add_days(Days::new(self.days))?;
        let ends_at = zone.utc(last_day)?.checked_add_signed(self.exact)?;
        Some(Interval { starts_at: zone.utc(local)?, ends_at })
    }
}

/// A period of a property, from the zone it names.
pub(super) fn period(entry: &ICalendarEntry, value: &ICalendarValue, zones: &Zones) -> Option<(Moment, Length)> {
    let ICalendarValue::Period(period) = value else { return None };
    let zone = zone_name(entry);
    match period {
        ICalendarPeriod::Range { start, end } => {
            let (start, end) = (of(start, zone, zones)?, of(end, zone, zones)?);
            Length::between(&start, &end).map(|length| (start, length))
        }
        ICalendarPeriod::Duration { start, duration } => Some((of(start, zone, zones)?, Length::written(duration)?)),
    }
}
