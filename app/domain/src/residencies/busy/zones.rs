//! Zones as calendars name them: by their IANA name, by that of Windows, or by rules of their own.

use std::{collections::HashMap, rc::Rc, str::FromStr};

use calcard::{
    common::timezone::Tz as Named,
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue},
};
use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::{
    Unreadable,
    recurrence::{self, Budget},
};

/// From when on changes of a written zone are worked out, and until when: beyond every window.
const CHANGES_FROM: NaiveDateTime = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap().and_time(NaiveTime::MIN);
const CHANGES_UNTIL: NaiveDateTime = NaiveDate::from_ymd_opt(2100, 1, 1).unwrap().and_time(NaiveTime::MIN);

/// A zone.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// One that everybody knows.
    Known(Tz),
    /// Always so far from UTC.
    Fixed(FixedOffset),
    /// By the rules a calendar brings along, when no name helps.
    Written(Rc<Vec<Change>>),
}

/// A moment at which clocks are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// On the clocks as they were until then.
    at: NaiveDateTime,
    /// How far those were before UTC, in seconds.
    from: i32,
    /// How far they are from then on.
    to: i32,
}

impl Zone {
    /// What a clock's time there means. Where it comes twice it is the first, where it is left out the clock was not changed yet (RFC 5545, 3.3.5).
    pub fn utc(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Known(zone) => in_zone(zone, local),
            Self::Fixed(offset) => in_zone(offset, local),
            Self::Written(changes) => before_utc(local, offset(changes, local)),
        }
    }
}

fn in_zone<Z: TimeZone>(zone: &Z, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.to_utc()),
        MappedLocalTime::None => {
            let day_before = local.checked_sub_signed(TimeDelta::days(1))?;
            before_utc(local, zone.offset_from_utc_datetime(&day_before).fix().local_minus_utc())
        }
    }
}

fn before_utc(local: NaiveDateTime, seconds: i32) -> Option<DateTime<Utc>> {
    local.checked_sub_signed(TimeDelta::seconds(seconds.into())).map(|at| at.and_utc())
}

fn offset(changes: &[Change], local: NaiveDateTime) -> i32 {
    let later = changes.partition_point(|change| change.at <= local);
    let Some(last) = later.checked_sub(1).and_then(|index| changes.get(index)) else {
        return changes.first().map_or(0, |first| first.from);
    };
    let left_out = local < last.at + TimeDelta::seconds((last.to - last.from).into());
    if left_out { last.from } else { last.to }
}

/// The zones of one calendar.
pub(super) struct Zones {
    written: HashMap<String, Zone>,
    /// Of whoever's calendar it is.
    own: Tz,
}

impl Zones {
    /// Reads what a calendar says of its zones.
    ///
    /// # Errors
    /// If they take too much work.
    pub fn of(calendar: &ICalendar, own: Tz, budget: &mut Budget) -> Result<Self, Unreadable> {
        let mut written = HashMap::new();
        let zones = calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VTimezone);
        for component in zones {
            let Some(name) = component.property(&ICalendarProperty::Tzid).and_then(|entry| entry.values.first()?.as_text()) else {
                continue;
            };
            let zone = match component.timezone().and_then(|(_, named)| known(named)) {
                Some(zone) => Some(zone),
                None => by_rules(calendar, component, budget)?,
            };
            if let Some(zone) = zone {
                written.entry(name.to_owned()).or_insert(zone);
            }
        }
        Ok(Self { written, own })
    }

    /// Without any zone of a calendar's own.
    pub fn none(own: Tz) -> Self {
        Self { written: HashMap::new(), own }
    }

    /// The zone of this name; that of the calendar's person where there is no name, or nobody knows it.
    pub fn named(&self, name: Option<&str>) -> Zone {
        let Some(name) = name else { return self.own() };
        let found = self.written.get(name).cloned();
        found.or_else(|| Named::from_str(name).ok().and_then(known)).unwrap_or_else(|| self.own())
    }

    /// The person's.
    pub fn own(&self) -> Zone {
        Zone::Known(self.own)
    }
}

fn known(named: Named) -> Option<Zone> {
    match named {
        Named::Tz(zone) => Some(Zone::Known(zone)),
        Named::Fixed(offset) => Some(Zone::Fixed(offset)),
        Named::Floating => None,
    }
}

/// When its clocks are changed, by all of its rules.
fn by_rules(calendar: &ICalendar, zone: &ICalendarComponent, budget: &mut Budget) -> Result<Option<Zone>, Unreadable> {
    let mut changes = Vec::new();
    for id in &zone.component_ids {
        if let Some(part) = calendar.component_by_id(*id) {
            changes_of(part, budget, &mut changes)?;
        }
    }
    changes.sort_unstable();
    Ok((!changes.is_empty()).then(|| Zone::Written(Rc::new(changes))))
}

/// The changes of one part, standard or daylight; none if it is not understood.
fn changes_of(part: &ICalendarComponent, budget: &mut Budget, changes: &mut Vec<Change>) -> Result<(), Unreadable> {
    let first = part.property(&ICalendarProperty::Dtstart).and_then(|entry| local(entry.values.first()?));
    let offsets = seconds(part, &ICalendarProperty::Tzoffsetfrom).zip(seconds(part, &ICalendarProperty::Tzoffsetto));
    let Some((start, (from, to))) = first.zip(offsets) else { return Ok(()) };
    let Some(clock) = FixedOffset::east_opt(from).map(Zone::Fixed) else { return Ok(()) };
    let mut at = vec![start];
    for value in part.properties(&ICalendarProperty::Rrule).flat_map(|entry| &entry.values) {
        if let ICalendarValue::RecurrenceRule(rule) = value {
            recurrence::expand(rule, (start, &clock), (CHANGES_FROM, CHANGES_UNTIL), budget, &mut at)?;
        }
    }
    at.extend(part.properties(&ICalendarProperty::Rdate).flat_map(|entry| &entry.values).filter_map(local));
    changes.extend(at.into_iter().map(|at| Change { at, from, to }));
    Ok(())
}

fn local(value: &ICalendarValue) -> Option<NaiveDateTime> {
    value.as_partial_date_time().and_then(|value| value.to_date_time()).map(|found| found.date_time)
}

/// `-0500` as seconds.
fn seconds(part: &ICalendarComponent, name: &ICalendarProperty) -> Option<i32> {
    let value = part.property(name)?.values.first()?.as_partial_date_time()?;
    let seconds = i32::from(value.tz_hour?) * 3600 + i32::from(value.tz_minute.unwrap_or(0)) * 60;
    (seconds < 86_400).then_some(if value.tz_minus { -seconds } else { seconds })
}
