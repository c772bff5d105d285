//! Entries of a calendar: events, and what others say of somebody's free and busy time.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarFreeBusyType, ICalendarParameterName, ICalendarParameterValue, ICalendarProperty,
    ICalendarRecurrenceRule, ICalendarStatus, ICalendarTransparency, ICalendarValue,
};
use chrono_tz::Tz;

use super::{
    intervals::Interval,
    moments::{Length, Moment, period},
    zones::Zones,
};

/// What was found in a calendar so far.
#[derive(Default)]
pub(super) struct Found {
    /// Events, repeated or not.
    pub events: Vec<Event>,
    /// Busy time as it was said.
    pub blocks: Vec<Interval>,
    /// Entries without a time that is understood.
    pub not_understood: usize,
}

impl Found {
    /// Takes an event, or counts that it was not understood.
    pub fn take(&mut self, event: Option<Event>) {
        match event {
            Some(event) => self.events.push(event),
            None => self.not_understood += 1,
        }
    }
}

/// An event: once, again and again, or in place of one time of another.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// Whose times it shares; some programs give none.
    pub uid: Option<String>,
    /// Goes up when it is changed.
    pub sequence: i64,
    /// Whether its person is busy then: it is not canceled and takes time.
    pub busy: bool,
    pub start: Moment,
    pub length: Length,
    /// When it is repeated.
    pub rules: Vec<ICalendarRecurrenceRule>,
    /// When it is not after all.
    pub except: Vec<ICalendarRecurrenceRule>,
    /// Further times, some with a length of their own.
    pub further: Vec<(Moment, Option<Length>)>,
    /// Times it is left out.
    pub left_out: Vec<Moment>,
    /// The time of a repeated event it stands for, and whether it stands for all later ones too.
    pub replaces: Option<(Moment, bool)>,
    /// Rules that were not understood.
    pub unclear: usize,
}

/// An event as it is written; absent if there is no telling when it is.
pub(super) fn event(component: &ICalendarComponent, zones: &Zones) -> Option<Event> {
    let start = Moment::first(component.property(&ICalendarProperty::Dtstart)?, zones)?;
    start.utc()?;
    let (rules, unclear) = rules(component, &ICalendarProperty::Rrule);
    Some(Event {
        uid: component.uid().filter(|uid| !uid.is_empty()).map(str::to_owned),
        sequence: component.property(&ICalendarProperty::Sequence).and_then(|entry| entry.values.first()?.as_integer()).unwrap_or(0),
        busy: takes_time(component),
        length: length(component, &start, zones)?,
        rules,
        except: rules_of(component, &ICalendarProperty::Exrule),
        further: further(component, zones),
        left_out: component.properties(&ICalendarProperty::Exdate).flat_map(|entry| Moment::all(entry, zones)).collect(),
        replaces: replaces(component, zones)?,
        unclear,
        start,
    })
}

/// Without an end a day is a day, and a time takes no time (RFC 5545, 3.6.1).
fn length(component: &ICalendarComponent, start: &Moment, zones: &Zones) -> Option<Length> {
    if let Some(entry) = component.property(&ICalendarProperty::Dtend) {
        return Length::between(start, &Moment::first(entry, zones)?);
    }
    if let Some(entry) = component.property(&ICalendarProperty::Duration) {
        let Some(ICalendarValue::Duration(duration)) = entry.values.first() else { return None };
        return Length::written(duration);
    }
    Some(Length { days: u64::from(start.is_day), ..Length::default() })
}

fn takes_time(component: &ICalendarComponent) -> bool {
    let canceled = component.status() == Some(&ICalendarStatus::Cancelled);
    let transparent = component.transparency() == Some(&ICalendarTransparency::Transparent);
    let of_outlook = ICalendarProperty::Other("X-MICROSOFT-CDO-BUSYSTATUS".into());
    let free = component.property(&of_outlook).and_then(|entry| entry.values.first()?.as_text());
    !canceled && !transparent && !free.is_some_and(|word| word.eq_ignore_ascii_case("FREE"))
}

fn rules_of(component: &ICalendarComponent, name: &ICalendarProperty) -> Vec<ICalendarRecurrenceRule> {
    rules(component, name).0
}

/// Rules that are understood, and how many are not: those of another calendar's months.
fn rules(component: &ICalendarComponent, name: &ICalendarProperty) -> (Vec<ICalendarRecurrenceRule>, usize) {
    let (mut rules, mut unclear) = (Vec::new(), 0);
    for value in component.properties(name).flat_map(|entry| &entry.values) {
        match value {
            ICalendarValue::RecurrenceRule(rule) if rule.rscale.is_none() => rules.push((**rule).clone()),
            _ => unclear += 1,
        }
    }
    (rules, unclear)
}

fn further(component: &ICalendarComponent, zones: &Zones) -> Vec<(Moment, Option<Length>)> {
    let mut further = Vec::new();
    for entry in component.properties(&ICalendarProperty::Rdate) {
        further.extend(Moment::all(entry, zones).into_iter().map(|moment| (moment, None)));
        let periods = entry.values.iter().filter_map(|value| period(entry, value, zones));
        further.extend(periods.map(|(moment, length)| (moment, Some(length))));
    }
    further
}

/// Absent outside if it says so and is not understood: it must not count as an event of its own then.
#[allow(clippy::option_option, reason = "outside: understood or not; inside: whether it replaces anything")]
fn replaces(component: &ICalendarComponent, zones: &Zones) -> Option<Option<(Moment, bool)>> {
    let Some(entry) = component.property(&ICalendarProperty::RecurrenceId) else { return Some(None) };
    // The only value there is: THISANDFUTURE.
    let later = entry.has_parameter(&ICalendarParameterName::Range);
    Some(Some((Moment::first(entry, zones)?, later)))
}

/// What a free/busy entry says, all but the free.
pub(super) fn free_busy(component: &ICalendarComponent, found: &mut Found) {
    let zones = Zones::none(Tz::UTC);
    for entry in component.properties(&ICalendarProperty::Freebusy).filter(|entry| !says_free(entry)) {
        for value in &entry.values {
            match period(entry, value, &zones).and_then(|(start, length)| length.from(start.local, &start.zone)) {
                Some(block) => found.blocks.push(block),
                None => found.not_understood += 1,
            }
        }
    }
}

fn says_free(entry: &ICalendarEntry) -> bool {
    match entry.parameter(&ICalendarParameterName::Fbtype) {
        Some(ICalendarParameterValue::Fbtype(kind)) => *kind == ICalendarFreeBusyType::Free,
        Some(other) => other.as_text().is_some_and(|word| word.eq_ignore_ascii_case("FREE")),
        None => false,
    }
}
