//! The feed as another author's parser reads it.

use std::collections::HashMap;

use calcard::{
    common::PartialDateTime,
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus, ICalendarValue},
};
use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use proptest::prelude::*;

use super::*;
use crate::ids::{CohortId, EntryId, ModuleId};

/// From UTC−10 to UTC+13, with and without summer, north and south.
const ZONES: [Tz; 9] = [
    chrono_tz::Pacific::Honolulu,
    chrono_tz::America::Los_Angeles,
    chrono_tz::America::New_York,
    chrono_tz::UTC,
    chrono_tz::Europe::Berlin,
    chrono_tz::Asia::Kathmandu,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Pacific::Auckland,
    chrono_tz::Pacific::Tongatapu,
];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn entry(kind: EntryKind, title: &str, moment: DateTime<Utc>, campus: Tz) -> Entry {
    let day = moment.with_timezone(&campus).date_naive();
    Entry {
        id: EntryId::new(),
        cohort: CohortId::new(),
        kind,
        module: Some(ModuleId::new()),
        module_slug: Some("economics".into()),
        module_title: Some("Economics".into()),
        unit: (kind == EntryKind::UnitDue).then(|| "quiz".into()),
        title: title.into(),
        place: String::new(),
        first_day: day,
        last_day: day,
        at: Some(moment),
        sequence: 4,
        changed_at: at("2027-01-02T03:04:05Z"),
        canceled_at: None,
        extended: false,
    }
}

fn residency(first: &str, last: &str, place: &str) -> Entry {
    let (first_day, last_day) = (first.parse().unwrap(), last.parse().unwrap());
    let base = entry(EntryKind::Residency, "Residency 2", at("2027-03-06T12:00:00Z"), Tz::UTC);
    Entry { module: None, module_slug: None, module_title: None, place: place.into(), first_day, last_day, at: None, ..base }
}

fn feed(campus: Tz, entries: Vec<Entry>) -> Feed {
    let part = Part { label: None, campus, page: "/calendar".into(), studies: true, entries, hours: Vec::new() };
    Feed { name: "Cohort 12".into(), base_url: "https://school.example:8443".into(), parts: vec![part] }
}

fn read(feed: &Feed) -> ICalendar {
    let text = write(feed);
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
    ICalendar::parse(&text).unwrap_or_else(|error| panic!("{error:?} in {text}"))
}

fn events(calendar: &ICalendar) -> Vec<&ICalendarComponent> {
    calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent).collect()
}

fn value<'c>(component: &'c ICalendarComponent, name: &ICalendarProperty) -> &'c ICalendarValue {
    component.property(name).and_then(|entry| entry.values.first()).unwrap_or_else(|| panic!("{name:?} is not there"))
}

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> String {
    component.property(name).map_or_else(String::new, |entry| entry.values.iter().filter_map(ICalendarValue::as_text).collect())
}

fn moment(component: &ICalendarComponent, name: &ICalendarProperty) -> PartialDateTime {
    match value(component, name) {
        ICalendarValue::PartialDateTime(moment) => (**moment).clone(),
        other => panic!("{other:?}"),
    }
}

fn local_time(one: &PartialDateTime) -> NaiveDateTime {
    let day = day(one);
    day.and_hms_opt(one.hour.unwrap().into(), one.minute.unwrap().into(), one.second.unwrap().into()).unwrap()
}

fn day(one: &PartialDateTime) -> NaiveDate {
    NaiveDate::from_ymd_opt(one.year.unwrap().into(), one.month.unwrap().into(), one.day.unwrap().into()).unwrap()
}

#[test]
fn each_event_is_read_as_it_was_meant() {
    let campus = chrono_tz::America::New_York;
    let due = entry(EntryKind::UnitDue, "Checkpoint, part 1; \"why\"", at("2027-03-10T04:59:00Z"), campus);
    let off =
        Entry { canceled_at: Some(at("2027-01-02T03:04:05Z")), ..entry(EntryKind::Opens, "Finance", at("2027-04-01T12:00:00Z"), campus) };
    let stay = residency("2027-03-06", "2027-03-09", "Main campus, hall 2");
    let calendar = read(&feed(campus, vec![stay.clone(), due.clone(), off.clone()]));
    let found = events(&calendar);
    assert_eq!(found.len(), 3);
    for (event, entry) in found.iter().zip([&stay, &due, &off]) {
        assert_eq!(event.uid(), Some(format!("{}@school.example", entry.id).as_str()));
        assert_eq!(value(event, &ICalendarProperty::Sequence), &ICalendarValue::Integer(4));
        for name in [ICalendarProperty::LastModified, ICalendarProperty::Dtstamp] {
            assert_eq!(moment(event, &name).to_timestamp(), Some(entry.changed_at.timestamp()));
        }
    }
    assert_eq!(day(&moment(found[0], &ICalendarProperty::Dtstart)).to_string(), "2027-03-06");
    assert_eq!(day(&moment(found[0], &ICalendarProperty::Dtend)).to_string(), "2027-03-10", "the end is exclusive");
    assert_eq!(moment(found[0], &ICalendarProperty::Dtstart).hour, None, "a day is a date");
    assert_eq!(text(found[0], &ICalendarProperty::Location), "Main campus, hall 2");
    assert_eq!(text(found[1], &ICalendarProperty::Summary), "Due: Checkpoint, part 1; \"why\", Economics");
    assert_eq!(local_time(&moment(found[1], &ICalendarProperty::Dtstart)).to_string(), "2027-03-09 23:59:00");
    assert_eq!(found[1].property(&ICalendarProperty::Dtstart).unwrap().tz_id(), Some("America/New_York"));
    assert_eq!(text(found[1], &ICalendarProperty::Url), "https://school.example:8443/learn/economics/quiz");
    assert_eq!(text(found[2], &ICalendarProperty::Summary), "Opens: Finance");
    let states: Vec<_> = found.iter().map(|event| event.status().cloned().unwrap()).collect();
    assert_eq!(states, [ICalendarStatus::Confirmed, ICalendarStatus::Confirmed, ICalendarStatus::Cancelled]);
}

/// What the calendar's own VTIMEZONE makes of a local time: the offset of the last change that began before it.
fn offset_by_the_feed(calendar: &ICalendar, local: NaiveDateTime) -> i32 {
    let observances = calendar
        .components
        .iter()
        .filter(|one| matches!(one.component_type, ICalendarComponentType::Standard | ICalendarComponentType::Daylight))
        .map(|one| (local_time(&moment(one, &ICalendarProperty::Dtstart)), offset(one)));
    observances.filter(|(begins, _)| *begins <= local).max_by_key(|(begins, _)| *begins).unwrap().1
}

/// Seconds, as the parser reads `+0545`.
fn offset(observance: &ICalendarComponent) -> i32 {
    let to = moment(observance, &ICalendarProperty::Tzoffsetto);
    let size = i32::from(to.tz_hour.unwrap()) * 3600 + i32::from(to.tz_minute.unwrap_or(0)) * 60;
    if to.tz_minus { -size } else { size }
}

#[test]
fn around_every_change_of_the_clocks_each_zone_says_the_same_instant() {
    for campus in ZONES {
        let first = at("2026-11-01T00:30:00Z");
        let moments: Vec<_> = (0..900).map(|day| first + TimeDelta::hours(day * 23)).collect();
        let entries = moments.iter().map(|moment| entry(EntryKind::Due, "Economics", *moment, campus)).collect();
        let calendar = read(&feed(campus, entries));
        for (event, expected) in events(&calendar).iter().zip(&moments) {
            let local = local_time(&moment(event, &ICalendarProperty::Dtstart));
            assert_eq!(local, expected.with_timezone(&campus).naive_local());
            let twice = campus.from_local_datetime(&local).single().is_none();
            let told = local.and_utc() - TimeDelta::seconds(offset_by_the_feed(&calendar, local).into());
            assert!(twice || told == *expected, "{campus}: {local} is {told}, not {expected}");
        }
        let read_by_name = calendar.expand_dates(calcard::common::timezone::Tz::Floating, 2000);
        assert!(read_by_name.errors.is_empty(), "{:?}", read_by_name.errors);
    }
}

#[test]
fn a_residency_keeps_its_days_in_every_zone_and_over_changes_of_the_clocks() {
    for campus in ZONES {
        for (first, last, end) in [
            ("2027-03-13", "2027-03-16", "2027-03-17"),
            ("2027-12-31", "2027-12-31", "2028-01-01"),
            ("2027-04-03", "2027-04-04", "2027-04-05"),
        ] {
            let calendar = read(&feed(campus, vec![residency(first, last, "")]));
            let event = events(&calendar)[0];
            assert_eq!(day(&moment(event, &ICalendarProperty::Dtstart)).to_string(), first);
            assert_eq!(day(&moment(event, &ICalendarProperty::Dtend)).to_string(), end);
        }
    }
}

#[test]
fn several_cohorts_are_told_apart_and_each_zone_is_told_once() {
    let part = |label: &str, campus| Part {
        label: Some(label.into()),
        campus,
        page: format!("/cohorts/{label}/calendar"),
        studies: false,
        entries: vec![entry(EntryKind::Due, "Economics", at("2027-03-10T04:59:00Z"), campus)],
        hours: Vec::new(),
    };
    let (east, west) = (chrono_tz::America::New_York, chrono_tz::America::Los_Angeles);
    let all = Feed { parts: vec![part("c1", east), part("c2", west), part("c3", east)], ..feed(east, Vec::new()) };
    let calendar = read(&all);
    assert_eq!(calendar.timezones().count(), 2);
    let said: Vec<_> = events(&calendar).iter().map(|event| text(event, &ICalendarProperty::Summary)).collect();
    assert_eq!(said, ["c1: Due: Economics", "c2: Due: Economics", "c3: Due: Economics"]);
    let url = text(events(&calendar)[1], &ICalendarProperty::Url);
    assert_eq!(url, "https://school.example:8443/cohorts/c2/calendar");
}

#[test]
fn what_has_hours_stands_in_the_campus_zone_and_what_is_off_says_so() {
    let campus = chrono_tz::America::New_York;
    let one = Timed {
        id: uuid::Uuid::from_u128(7),
        title: "Negotiation".into(),
        place: "Aula, Main building".into(),
        page: "/residencies/1/sessions/7".into(),
        starts_at: at("2027-03-14T13:00:00Z"),
        ends_at: at("2027-03-14T14:30:00Z"),
        sequence: 3,
        changed_at: at("2027-01-02T03:04:05Z"),
        canceled_at: None,
    };
    let off = Timed { id: uuid::Uuid::from_u128(8), canceled_at: Some(at("2027-01-02T03:04:05Z")), ..one.clone() };
    let mut all = feed(campus, Vec::new());
    all.parts[0].hours = vec![one, off];
    let calendar = read(&all);
    assert_eq!(calendar.timezones().count(), 1);
    let written = write(&all);
    assert!(
        written.contains("DTSTART;TZID=America/New_York:20270314T090000")
            && written.contains("DTEND;TZID=America/New_York:20270314T103000")
    );
    assert!(written.contains("SEQUENCE:3") && written.contains("UID:00000000-0000-0000-0000-000000000007@school.example"), "{written}");
    let states: Vec<_> = events(&calendar).iter().map(|event| value(event, &ICalendarProperty::Status).clone()).collect();
    let wanted = [ICalendarStatus::Confirmed, ICalendarStatus::Cancelled].map(ICalendarValue::Status);
    assert_eq!(states, wanted);
}

#[test]
fn the_same_dates_are_the_same_bytes_and_others_are_not() {
    let campus = chrono_tz::America::New_York;
    let due = entry(EntryKind::Due, "Economics", at("2027-03-10T04:59:00Z"), campus);
    let one = write(&feed(campus, vec![due.clone()]));
    assert_eq!(etag(&one), etag(&write(&feed(campus, vec![due.clone()]))));
    assert_ne!(etag(&one), etag(&write(&feed(campus, vec![Entry { sequence: 5, ..due }]))));
    assert_eq!(etag(&one).len(), 34);
}

#[test]
fn a_calendar_without_dates_is_still_one() {
    let calendar = read(&feed(chrono_tz::UTC, Vec::new()));
    assert_eq!((events(&calendar).len(), calendar.timezones().count()), (0, 0));
}

#[test]
fn long_titles_in_any_script_come_back_whole() {
    for letters in ["Économie de la santé, ", "医療経済学；", "🩺 rounds \\ ", "a;b,c:"] {
        let title = letters.repeat(30);
        let calendar = read(&feed(chrono_tz::UTC, vec![entry(EntryKind::Due, &title, at("2027-03-10T04:59:00Z"), chrono_tz::UTC)]));
        assert_eq!(text(events(&calendar)[0], &ICalendarProperty::Summary), format!("Due: {title}"));
    }
}

/// How a text is told: ends of lines are one kind, control characters are none.
fn told(title: &str) -> String {
    title
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|letter| *letter == '\n' || *letter == '\t' || !letter.is_control())
        .collect()
}

proptest! {
    #[test]
    fn whatever_is_typed_into_a_title_is_read_as_typed(title in "(?s).{0,200}", place in r"[a-z\\;,:\r\n 資🩺]{0,120}") {
        let mut stay = residency("2027-03-06", "2027-03-09", &place);
        stay.title = format!("T{title}.");
        let mut wanted = HashMap::from([(ICalendarProperty::Summary, told(&stay.title))]);
        if !place.trim().is_empty() {
            stay.place = format!("P{place}.");
            wanted.insert(ICalendarProperty::Location, told(&stay.place));
        }
        let written = feed(chrono_tz::UTC, vec![stay]);
        prop_assert!(write(&written).split("\r\n").all(|line| line.len() <= 75));
        let calendar = read(&written);
        for (name, expected) in wanted {
            prop_assert_eq!(text(events(&calendar)[0], &name), expected);
        }
    }
}
