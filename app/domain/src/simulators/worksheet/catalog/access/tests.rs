use super::*;
use crate::simulators::worksheet::Value;
use crate::simulators::worksheet::tests::{figure, outcome, refusal};

/// What stands in a table, as people read it.
fn cells(outcome: &Outcome, table: usize, row: usize) -> Vec<String> {
    outcome.tables[table].rows[row].iter().map(Value::shown).collect()
}

/// domain.md 5.11: probability of a wait .1741, service level .8884, occupancy .7143, mean wait 7.8 s.
#[test]
fn the_desk_stands_as_published() {
    let outcome = outcome(&WORKSHEET, "preset=desk");
    let labels = ["Must wait", "Answered within 20 s", "Busy", "Mean wait", "People needed"];
    assert_eq!(labels.map(|label| figure(&outcome, label)), ["17.4", "88.8", "71.4", "7.8", "14"]);
    assert!(outcome.says.ends_with("A promise of 80% within 20 seconds takes all of them."), "{}", outcome.says);
    assert_eq!(cells(&outcome, 0, 0), ["11", "90.9", "68.2", "122.8", "39.0"]);
    assert_eq!(outcome.tables.len(), 3);
}

/// Question access-dip of `09-access.md`.
#[test]
fn a_longer_call_takes_more_people() {
    for (people, wait) in [(14, "52.0"), (16, "11.0"), (17, "5.5")] {
        assert_eq!(figure(&outcome(&WORKSHEET, &format!("handling=3.6&people={people}")), "Mean wait"), wait);
    }
    let mean = outcome(&WORKSHEET, "handling=3.6&target=8&level=");
    assert_eq!(figure(&mean, "People needed"), "17");
    assert!(mean.says.contains("A promise of a mean wait of 8 seconds takes 17 people, 3 more."), "{}", mean.says);
}

/// The table of `09-access.md`, *Pooling, and the 214 visit types*.
#[test]
fn pooling_keeps_the_people_and_shortens_the_wait() {
    let outcome = outcome(&WORKSHEET, "preset=pooling");
    let waits: Vec<Vec<String>> = (0..3).map(|row| cells(&outcome, 3, row)).collect();
    assert_eq!(waits, [["4", "3", "2.50", "70.2", "252.8"], ["2", "6", "5.00", "58.8", "105.8"], ["1", "12", "10.00", "44.9", "40.4"]]);
}

#[test]
fn what_is_played_covers_what_is_computed_and_depends_on_its_start() {
    let desk = outcome(&WORKSHEET, "preset=desk");
    let row = &desk.tables[2].rows[0];
    let [Value::Number(computed, _), _, Value::Number(from, _), Value::Number(to, _)] = row[1..] else { panic!("{row:?}") };
    assert!(from < computed && computed < to, "{row:?}");
    // An empty desk at opening time has no line yet: far below the 123 seconds of the long run.
    let opening = outcome(&WORKSHEET, "preset=opening");
    let Value::Number(to, _) = opening.tables[2].rows[0][4] else { panic!() };
    assert!(to < 80.0 && opening.says.contains("In the first 100 calls after opening they wait"), "{to}: {}", opening.says);
    assert_ne!(figure(&desk, "Mean wait, played"), figure(&outcome(&WORKSHEET, "preset=desk&seed=2"), "Mean wait, played"));
}

#[test]
fn a_large_desk_is_as_full_as_computed_before_it_is_watched() {
    for arrivals in [235, 240] {
        let outcome = outcome(&WORKSHEET, &format!("arrivals={arrivals}&interval=30&handling=60&people=500&calls=2000&runs=20"));
        let [Value::Number(computed, _), _, Value::Number(from, _), Value::Number(to, _)] = outcome.tables[2].rows[0][1..] else {
            panic!()
        };
        assert!(0.0 <= from && from < computed && computed < to, "{from} {computed} {to}");
        assert_eq!(outcome.notes.len(), 1, "{:?}", outcome.notes);
    }
}

#[test]
fn what_is_played_too_briefly_says_so() {
    let full = outcome(&WORKSHEET, "arrivals=249.9&interval=30&handling=60&people=500&calls=2000&runs=20");
    assert!(full.notes[1].contains("calls to settle, and the runs begin to count after 13,000"), "{:?}", full.notes);
    // Two runs of one call see no wait, or another.
    let short = outcome(&WORKSHEET, "people=11&calls=1&runs=2");
    let [Value::Number(computed, _), _, Value::Number(from, _), Value::Number(to, _)] = short.tables[2].rows[0][1..] else { panic!() };
    let misses = computed < from || computed > to;
    assert_eq!(short.notes.iter().any(|note| note.contains("misses what is computed")), misses, "{:?}", short.notes);
}

/// One person: calls that are all alike wait half as long as exponential ones (Pollaczek & Khinchine), 30 s and not 60.
#[test]
fn calls_that_are_alike_wait_half_as_long() {
    let one = "arrivals=15&interval=30&handling=1&people=1&variation=0";
    let outcome = outcome(&WORKSHEET, one);
    assert_eq!(figure(&outcome, "Mean wait"), "60.0");
    let row = &outcome.tables[2].rows[0];
    let [Value::Number(from, _), Value::Number(to, _)] = row[3..] else { panic!("{row:?}") };
    assert!(from < 30.0 && 30.0 < to, "{row:?}");
}

#[test]
fn a_large_desk_has_a_short_table() {
    let outcome = outcome(&WORKSHEET, "arrivals=4000&people=500&calls=100");
    assert!(outcome.tables[0].rows.len() <= 43, "{}", outcome.tables[0].rows.len());
    assert!(outcome.tables[0].rows.iter().any(|row| row[0] == Value::Number(500.0, 0)));
}

#[test]
fn nonsense_is_refused_at_its_field() {
    let cases = [
        ("arrivals=0", "arrivals"),
        ("arrivals=1000000&interval=1&handling=1000", "arrivals"),
        ("interval=-1", "interval"),
        ("handling=x", "handling"),
        ("people=501", "people"),
        ("target=-1", "target"),
        ("target=0&level=", "target"),
        ("level=100", "level"),
        ("desks=13", "desks"),
        ("variation=6", "variation"),
        ("calls=2001", "calls"),
        ("runs=1", "runs"),
        ("seed=1.5", "seed"),
    ];
    for (query, field) in cases {
        assert_eq!(refusal(&WORKSHEET, query).0, field, "{query}");
    }
    let (field, sentence) = refusal(&WORKSHEET, "people=10");
    assert!(field == "people" && sentence.contains("Take at least 11 servers"), "{sentence}");
}
