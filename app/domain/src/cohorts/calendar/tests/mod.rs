//! The calendar as staff of a program use it.

mod faults;
mod moves;
mod own;
mod zones;

use super::*;

fn rule(text: &str) -> Rule {
    text.parse().unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn residency(first_day: &str) -> PlannedResidency {
    PlannedResidency { title: "A residency".into(), place: "Main campus".into(), days: 4, first_day: rule(first_day) }
}

fn module(slug: &str, opens: &str, due: &str, units: &[(&str, &str)]) -> PlannedModule {
    let units = units.iter().map(|(slug, due)| PlannedUnit { slug: (*slug).into(), due: rule(due) }).collect();
    PlannedModule { slug: slug.into(), opens: rule(opens), due: rule(due), units }
}

fn blackout(first: &str, last: &str) -> Blackout {
    Blackout { title: format!("Away from {first}"), first: day(first), last: day(last) }
}

/// Two residencies; economics between them, finance after it.
fn program() -> Plan {
    Plan {
        residencies: vec![residency("start"), residency("R1.start + 16w")],
        modules: vec![
            module("economics", "R1.end at 18:00", "R2.start - 14d", &[("basics", "opens + 1w"), ("checkpoint", "previous.closes + 1w")]),
            module("finance", "previous.closes + 1d on Mon", "R2.end + 4w before Fri at 17:00", &[]),
        ],
        ..Plan::default()
    }
}

const NEW_YORK: Tz = chrono_tz::America::New_York;

fn resolved(plan: &Plan) -> Calendar {
    resolve(plan, day("2027-02-06"), NEW_YORK).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn local(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&NEW_YORK).format("%a %Y-%m-%d %H:%M").to_string()
}

#[test]
fn a_program_becomes_a_calendar() {
    let calendar = resolved(&program());
    let days: Vec<_> = calendar.residencies.iter().map(|one| (one.first_day, one.last_day)).collect();
    assert_eq!(days, [(day("2027-02-06"), day("2027-02-09")), (day("2027-05-29"), day("2027-06-01"))]);
    let [economics, finance] = &calendar.modules[..] else { panic!("two modules") };
    assert_eq!(local(economics.opens_at), "Tue 2027-02-09 18:00");
    assert_eq!(local(economics.due_at), "Sat 2027-05-15 23:59");
    assert_eq!(local(economics.unit_due_at("basics")), "Tue 2027-02-16 23:59");
    assert_eq!(local(economics.unit_due_at("checkpoint")), "Tue 2027-02-23 23:59");
    assert_eq!(economics.unit_due_at("case"), economics.due_at);
    assert_eq!(local(finance.opens_at), "Mon 2027-05-17 08:00");
    assert_eq!(local(finance.due_at), "Fri 2027-06-25 17:00");
    assert_eq!((calendar.starts_on, calendar.ends_on, calendar.size()), (day("2027-02-06"), day("2027-06-25"), 8));
    assert!(calendar.collisions.is_empty());
}

#[test]
fn an_empty_object_is_an_empty_plan() {
    let plan: Plan = serde_json::from_str("{}").unwrap();
    assert_eq!(plan, Plan::default());
    let calendar = resolved(&plan);
    assert_eq!((calendar.ends_on, calendar.size()), (calendar.starts_on, 0));
    let again: Plan = serde_json::from_str(&serde_json::to_string(&program()).unwrap()).unwrap();
    assert_eq!(again, program());
    let calendar = resolved(&program());
    assert_eq!(serde_json::from_str::<Calendar>(&serde_json::to_string(&calendar).unwrap()).unwrap(), calendar);
}

#[test]
fn a_weekday_is_found_on_the_day_itself_and_before_it_never() {
    let first = |text: &str| {
        let plan = Plan { residencies: vec![residency(text)], ..Plan::default() };
        resolved(&plan).residencies[0].first_day
    };
    for (text, expected) in [
        ("2027-03-01 on Mon", "2027-03-01"),
        ("2027-03-01 on Sun", "2027-03-07"),
        ("2027-03-01 before Mon", "2027-02-22"),
        ("2027-03-01 before Sun", "2027-02-28"),
        ("2027-03-01 before Tue", "2027-02-23"),
        ("2027-03-01 on Fri - 2d", "2027-03-03"),
        ("2027-03-01 - 2d on Fri", "2027-03-05"),
    ] {
        assert_eq!(first(text), day(expected), "{text}");
    }
}

#[test]
fn skipping_leaves_all_blackouts_that_touch() {
    let first = |text: &str| {
        let blackouts =
            vec![blackout("2027-12-24", "2027-12-26"), blackout("2027-12-27", "2028-01-02"), blackout("2027-12-20", "2027-12-25")];
        resolved(&Plan { residencies: vec![residency(text)], blackouts, ..Plan::default() })
    };
    for (text, expected) in [
        ("2027-12-25 skip", "2028-01-03"),
        ("2027-12-25 skip back", "2027-12-19"),
        ("2028-01-03 skip", "2028-01-03"),
        ("2027-12-15 skip back", "2027-12-15"),
    ] {
        assert_eq!(first(text).residencies[0].first_day, day(expected), "{text}");
    }
    assert!(first("2028-01-03 skip").collisions.is_empty());
    let collisions = first("2027-12-18").collisions;
    assert_eq!(collisions.len(), 1);
    assert_eq!((&collisions[0].place, collisions[0].day), (&Place::Residency(1), day("2027-12-20")));
    assert_eq!(collisions[0].blackout, "Away from 2027-12-20");
}

#[test]
fn what_was_changed_is_told_once_and_by_its_place() {
    let before = resolved(&program());
    assert!(changes(&before, &before).is_empty());
    let mut plan = program();
    plan.residencies[1].first_day = rule("R1.start + 17w");
    plan.modules[0].units[1].due = rule("due");
    plan.modules[0].units.push(PlannedUnit { slug: "case".into(), due: rule("due") });
    plan.modules[1] = module("leading", "R2.end", "R2.end + 4w", &[("talk", "opens + 1w")]);
    let after = resolved(&plan);
    let found = changes(&before, &after);
    let places: Vec<_> = found.iter().map(|change| change.place.anchor()).collect();
    let expected = [
        "R2.start",
        "economics due",
        "economics/checkpoint due",
        "economics/case due",
        "leading opens",
        "leading due",
        "leading/talk due",
        "finance opens",
        "finance due",
        "end",
    ];
    assert_eq!(places, expected);
    assert_eq!(found[0].before, Some(When::Days(day("2027-05-29"), day("2027-06-01"))));
    assert_eq!(found[0].after, Some(When::Days(day("2027-06-05"), day("2027-06-08"))));
    assert_eq!((found[4].before, found[7].after), (None, None));
    assert_eq!(found[3].before, Some(When::At(before.modules[0].due_at)));
}
