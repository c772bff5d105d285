//! The corpus in `tests/ics`: awkward calendars, with when their person is busy beside each. And what no calendar may do.

use std::{fmt::Write, fs, path::Path};

use chrono::DateTime;
use chrono_tz::America::Chicago;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<chrono::Utc> {
    text.parse().unwrap()
}

fn window() -> Interval {
    Interval { starts_at: at("2027-01-01T00:00:00Z"), ends_at: at("2028-07-01T00:00:00Z") }
}

fn read_here(text: &[u8]) -> Result<Reading, Unreadable> {
    read(text, window(), Chicago)
}

fn written(blocks: &[Interval]) -> String {
    let mut text = String::new();
    for Interval { starts_at, ends_at } in blocks {
        let _ = writeln!(text, "{} {}", starts_at.format("%Y-%m-%dT%H:%MZ"), ends_at.format("%Y-%m-%dT%H:%MZ"));
    }
    text
}

#[test]
fn every_awkward_calendar_comes_to_what_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ics");
    let (mut faults, mut count) = (String::new(), 0);
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_none_or(|extension| extension != "ics") {
            continue;
        }
        count += 1;
        let expected = fs::read_to_string(entry.with_extension("txt")).unwrap();
        let found = read_here(&fs::read(&entry).unwrap()).map(|reading| written(&reading.blocks));
        if found.as_ref() != Ok(&expected) {
            let _ = writeln!(faults, "{}: {found:?} but expected\n{expected}", entry.display());
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(count > 30, "only {count} calendars were read");
}

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

#[test]
fn what_was_not_understood_is_counted() {
    let reading = read_here(event("DTSTART:20270301T250000Z").as_bytes()).unwrap();
    assert_eq!((reading.blocks.len(), reading.not_understood), (0, 1));
    let hebrew = event("DTSTART;VALUE=DATE:20270301\r\nRRULE:RSCALE=HEBREW;FREQ=YEARLY");
    let reading = read_here(hebrew.as_bytes()).unwrap();
    assert_eq!((reading.blocks.len(), reading.not_understood), (1, 1), "its first day stands");
}

#[test]
fn too_much_is_a_sentence() {
    let many = "BEGIN:VEVENT\r\nDTSTART:20270301T140000Z\r\nDTEND:20270301T150000Z\r\nEND:VEVENT\r\n".repeat(MOST_ENTRIES + 1);
    assert_eq!(read_here(format!("BEGIN:VCALENDAR\r\n{many}END:VCALENDAR\r\n").as_bytes()), Err(Unreadable::TooManyEntries));
    let every_minute = event("DTSTART:20270301T140000Z\r\nDURATION:PT30S\r\nRRULE:FREQ=MINUTELY");
    assert_eq!(read_here(every_minute.as_bytes()), Err(Unreadable::TooManyBlocks));
    let hourly = event("DTSTART:20270101T000000Z\r\nDURATION:PT5M\r\nRRULE:FREQ=HOURLY");
    assert_eq!(read_here(hourly.as_bytes()), Err(Unreadable::TooManyBlocks), "13,000 hours in eighteen months");
}

/// Rules made to cost: counted from long ago, never met, every second. Without a bound this test would not end.
#[test]
fn every_rule_made_to_cost_comes_to_an_end() {
    let hard = [
        "DTSTART:00010101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=4000000000;BYMONTH=2;BYMONTHDAY=30",
        "DTSTART:19000101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=4000000000",
        "DTSTART:19000101T000000Z\r\nRRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2;COUNT=9",
        "DTSTART:20270101T000000Z\r\nRRULE:FREQ=SECONDLY;BYHOUR=25",
        "DTSTART:99991231T235959Z\r\nDURATION:P4000000000W\r\nRRULE:FREQ=YEARLY",
        "DTSTART:20270101T000000Z\r\nDURATION:P4000000000D\r\nRRULE:FREQ=DAILY",
        "DTSTART:20270101T000000Z\r\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15;BYSECOND=0,1,2,3,4,5,6,7,8,9,10;COUNT=900000000",
    ];
    let long_list = format!("DTSTART:20000101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=9000000;BYMONTHDAY={}", "30,".repeat(60_000));
    let sixty = (0..60).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    let whole_year =
        format!("DTSTART:20270101T000000Z\r\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR={sixty};BYMINUTE={sixty};BYSECOND={sixty}");
    let zones = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\n\
        TZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY;COUNT=99999999\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";
    for text in [event(&long_list), event(&whole_year), zones.repeat(15_000)] {
        assert_eq!(read_here(text.as_bytes()), Err(Unreadable::TooMuchWork));
    }
    for lines in hard {
        let _ = read_here(event(lines).as_bytes());
    }
    let _ = read_here(event(hard[2]).repeat(300).as_bytes());
}

/// Lines that make sense alone, in any order and with anything in between.
fn line() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "UID",
        "STATUS",
        "TRANSP",
        "FREEBUSY",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "DTSTART;TZID=America/New_York",
        "DTSTART;VALUE=DATE",
        "RDATE;VALUE=PERIOD",
        "BEGIN",
        "END",
        "SEQUENCE",
    ]);
    let value = prop::sample::select(vec![
        "20270301T140000Z",
        "20270301",
        "20270314T023000",
        "99991231T235959Z",
        "00000000T000000",
        "PT1H",
        "-P1W",
        "P99999999999D",
        "FREQ=DAILY",
        "FREQ=YEARLY;BYDAY=-53MO;BYSETPOS=-366",
        "FREQ=MONTHLY;BYMONTHDAY=-31,31;INTERVAL=65535",
        "FREQ=WEEKLY;WKST=SU;COUNT=3",
        "FREQ=SECONDLY;BYSECOND=255",
        "20270301T140000Z/PT1H",
        "VEVENT",
        "VTIMEZONE",
        "STANDARD",
        "VFREEBUSY",
        "VCALENDAR",
        "-9999",
        "+0530",
        "a",
        "CANCELLED",
        "TRANSPARENT",
        "",
    ]);
    prop_oneof![
        8 => (name, value).prop_map(|(name, value)| format!("{name}:{value}")),
        1 => ".{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn garbage_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut text = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".to_vec();
        text.extend(&bytes);
        let _ = read_here(&text);
        let _ = read_here(&bytes);
    }

    #[test]
    fn lines_in_any_order_never_panic_and_come_to_blocks_in_order(lines in prop::collection::vec(line(), 0..25)) {
        let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR", lines.join("\r\n"));
        if let Ok(reading) = read_here(text.as_bytes()) {
            prop_assert!(reading.blocks.windows(2).all(|pair| pair[0].ends_at < pair[1].starts_at));
            prop_assert!(reading.blocks.iter().all(|block| block.within(window()) == Some(*block)));
        }
    }
}
