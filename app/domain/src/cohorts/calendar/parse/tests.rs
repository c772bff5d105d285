use super::*;
use crate::cohorts::calendar::Rule;
use proptest::prelude::*;

fn fault(text: &str) -> (usize, usize, String) {
    let fault = Rule::parse(text).unwrap_err();
    (fault.column.0, fault.column.1, fault.reason)
}

#[test]
fn rules_are_read_as_the_school_writes_them() {
    for (typed, written) in [
        ("start + 2w", "start + 2w"),
        ("R2.start - 14d", "R2.start - 14d"),
        ("r1.END+3d", "R1.end + 3d"),
        ("start-14d", "start - 14d"),
        ("previous.closes", "previous.closes"),
        ("previous.due", "previous.closes"),
        ("previous.end + 10 weeks", "previous.end + 10w"),
        ("health-economics.closes − 1 day", "health-economics.due - 1d"),
        ("health-economics-2.opens-3d", "health-economics-2.opens - 3d"),
        ("2027-03-09", "2027-03-09"),
        ("2027-03-09-3d", "2027-03-09 - 3d"),
        ("opens + 3w on Monday at 9:00", "opens + 3w on Mon at 09:00"),
        ("due before fri at 17:00 skip back", "due before Fri at 17:00 skip back"),
        ("  end   skip ", "end skip"),
        ("R2.start skip at 8:00:30", "R2.start at 08:00:30 skip"),
        ("closes", "due"),
        ("start + 0d", "start + 0d"),
        ("2nd-wave.opens", "2nd-wave.opens"),
    ] {
        let rule = Rule::parse(typed).unwrap_or_else(|fault| panic!("{typed}: {fault}"));
        assert_eq!(rule.to_string(), written, "{typed}");
        assert_eq!(Rule::parse(written).as_ref(), Ok(&rule));
    }
}

#[test]
fn a_fault_names_the_characters_and_the_reason() {
    for (text, from, to, reason) in [
        ("", 0, 0, "from where to count"),
        ("   ", 3, 3, "from where to count"),
        ("start + ", 8, 8, "how far"),
        ("start + two", 8, 11, "how far"),
        ("start + 3", 9, 9, "Days or weeks"),
        ("start + 3m", 8, 10, "Days or weeks"),
        ("start + 3 months", 10, 16, "Days or weeks"),
        ("start + 4000d", 8, 13, "too far"),
        ("start + 600w", 8, 12, "at most 522 weeks"),
        ("start + 99999999999d", 8, 20, "too far"),
        ("start on Funday", 9, 15, "weekday"),
        ("start before", 12, 12, "weekday"),
        ("start at 24:00", 9, 14, "a time from"),
        ("start at 1700", 9, 13, "a time from"),
        ("start at 17:00 at 18:00", 15, 17, "a time already"),
        ("start at 17:00 + 3d", 15, 16, "before the time"),
        ("start skip skip", 11, 15, "skips already"),
        ("R2", 0, 2, "R2.start or R2.end"),
        ("R1 plus 16 weeks", 0, 2, "The first or the last day of R1? Write R1.start or R1.end."),
        ("r13 + 2w", 0, 3, "R13.start or R13.end"),
        ("R0.start", 0, 8, "from R1"),
        ("R2.begin", 0, 8, "After the point"),
        ("previous", 0, 8, "previous.opens"),
        ("health-economics + 3d", 0, 16, "health-economics.opens"),
        ("Health.opens", 0, 12, "no name of a module"),
        ("finance.start", 0, 13, "Only residencies"),
        ("2027-2-30", 0, 9, "a day like"),
        ("2027-02-30", 0, 10, "a day like"),
        ("start ä", 6, 7, "does not belong"),
        ("start 3d", 6, 8, "not understood"),
        ("start; DROP TABLE", 5, 6, "does not belong"),
    ] {
        let (found_from, found_to, found) = fault(text);
        assert_eq!((found_from, found_to), (from, to), "{text}: {found}");
        assert!(found.contains(reason), "{text}: {found}");
        assert!(found.ends_with(['.', '?']) || found.contains('.'), "{text}: {found}");
    }
    assert!(fault(&"start + 1d ".repeat(20)).2.contains("at most 200 characters"));
}

fn edge() -> impl Strategy<Value = Edge> {
    prop_oneof![Just(Edge::Start), Just(Edge::End), Just(Edge::Opens), Just(Edge::Due)]
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0_u8..7).prop_map(|number| Weekday::try_from(number).unwrap())
}

fn a_day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..150_000).prop_map(|days| NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::TimeDelta::days(days))
}

fn a_base() -> impl Strategy<Value = Base> {
    prop_oneof![
        Just(Base::Start),
        Just(Base::End),
        Just(Base::Opens),
        Just(Base::Due),
        edge().prop_map(Base::Previous),
        (1_usize..100, any::<bool>()).prop_map(|(number, end)| Base::Residency(number, if end { Edge::End } else { Edge::Start })),
        ("[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", any::<bool>())
            .prop_filter("this one means the one before", |(slug, _)| slug != "previous")
            .prop_map(|(slug, due)| Base::Module(slug, if due { Edge::Due } else { Edge::Opens })),
        a_day().prop_map(Base::Day),
    ]
}

fn a_rule() -> impl Strategy<Value = Rule> {
    let step = prop_oneof![
        (-3660_i32..=3660).prop_map(Step::Days),
        (-522_i32..=522).prop_map(Step::Weeks),
        weekday().prop_map(Step::On),
        weekday().prop_map(Step::Before),
    ];
    let time = proptest::option::of((0_u32..86_400).prop_map(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap()));
    let skip = proptest::option::of(prop_oneof![Just(Skip::Ahead), Just(Skip::Back)]);
    (a_base(), proptest::collection::vec(step, 0..4), time, skip).prop_map(|(base, steps, at, skip)| Rule { base, steps, at, skip })
}

proptest! {
    #[test]
    fn what_a_rule_writes_it_reads_again(rule in a_rule()) {
        prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule.clone()));
        let json = serde_json::to_string(&rule).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
    }

    #[test]
    fn no_input_panics_and_every_fault_lies_within_the_text(text in any::<String>()) {
        if let Err(fault) = Rule::parse(&text) {
            let length = text.chars().count();
            prop_assert!(fault.column.0 <= fault.column.1 && fault.column.1 <= length);
        }
    }

    #[test]
    fn nor_does_anything_that_looks_like_a_rule(text in "(start|R[0-9]{0,9}|previous|[a-z-]{0,9}|[0-9-]{0,12})?[. ]?(end|opens|due|[+−-]|on|at|skip){0,3} ?[0-9:]{0,12}[dw]? ?(back|Mon|[a-z]{0,3})?") {
        if let Ok(rule) = Rule::parse(&text) {
            prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule));
        }
    }
}
