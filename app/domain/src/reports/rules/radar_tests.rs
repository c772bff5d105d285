use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Asked, ModuleState, ResidencyState, expected_minutes, idle_days, module_state, residency_states, tally,
    tests::{at, module, now},
};
use crate::{
    cohorts::{EnrollmentState, Residency},
    ids::ResidencyId,
    reports::ModuleProgress,
};

const CAMPUS: chrono_tz::Tz = chrono_tz::America::New_York;

fn asked(days: i64, extended: bool, completed: bool) -> Asked {
    Asked { due_at: now() + TimeDelta::days(days), extended, completed }
}

#[test]
fn a_unit_is_late_by_the_date_that_holds_for_the_student() {
    let progress = tally([asked(-9, false, true), asked(-3, false, false), asked(-5, true, false), asked(2, true, false)], now());
    assert_eq!((progress.completed, progress.overdue, progress.overdue_since), (1, 2, Some(now() - TimeDelta::days(5))));
    assert_eq!(progress.extended_until, Some(now() + TimeDelta::days(2)));
    let to_the_instant = tally([asked(0, false, false)], now());
    assert_eq!(to_the_instant.overdue, 0, "a unit due now can still be handed in");
}

#[test]
fn an_extension_of_what_is_completed_or_over_is_none_any_more() {
    let progress = tally([asked(5, true, true), asked(-1, true, false)], now());
    assert_eq!((progress.extended_until, progress.overdue), (None, 1));
}

fn state(enrollment: EnrollmentState, opens_at: &str, progress: ModuleProgress) -> ModuleState {
    module_state(enrollment, &module("Finance", 4, opens_at), &progress, now())
}

#[test]
fn each_state_of_a_module_has_its_word() {
    let (open, later, nothing) = ("2026-10-01T12:00:00Z", "2026-12-01T12:00:00Z", ModuleProgress::default());
    let enrolled = EnrollmentState::Enrolled;
    let until = now() + TimeDelta::days(3);
    assert_eq!(state(enrolled, open, nothing), ModuleState::Open);
    assert_eq!(state(enrolled, later, nothing), ModuleState::Locked);
    assert_eq!(state(enrolled, open, ModuleProgress { begun: true, ..nothing }), ModuleState::OnTime);
    assert_eq!(state(enrolled, open, ModuleProgress { completed: 2, ..nothing }), ModuleState::OnTime);
    assert_eq!(state(enrolled, open, ModuleProgress { extended_until: Some(until), ..nothing }), ModuleState::Extended(until));
    let late = ModuleProgress { completed: 2, overdue: 1, extended_until: Some(until), ..nothing };
    assert_eq!(state(enrolled, open, late), ModuleState::Late(1), "what is late is told first");
    let done = ModuleProgress { completed: 4, ..nothing };
    assert_eq!(state(EnrollmentState::Withdrawn, open, done), ModuleState::Done, "what was done stays done");
    assert_eq!(state(EnrollmentState::OnLeave, open, late), ModuleState::Away(EnrollmentState::OnLeave));
}

#[test]
fn a_module_without_units_is_never_done() {
    let empty = module("Finance", 0, "2026-10-01T12:00:00Z");
    assert_eq!(module_state(EnrollmentState::Enrolled, &empty, &ModuleProgress::default(), now()), ModuleState::Open);
}

fn residency(first: &str, last: &str) -> Residency {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let (title, place) = ("Residency".to_owned(), String::new());
    Residency { id: ResidencyId::new(), position: 1, title, place, starts_on: day(first), ends_on: day(last) }
}

#[test]
fn a_residency_is_past_on_next_or_coming_by_campus_days() {
    let all = [residency("2026-11-01", "2026-11-04"), residency("2026-12-05", "2026-12-08"), residency("2027-03-06", "2027-03-09")];
    let seen = |day: &str| residency_states(&all, day.parse().unwrap());
    use ResidencyState::{Coming, Next, Now, Past};
    assert_eq!(seen("2026-10-31"), [Next, Coming, Coming]);
    assert_eq!(seen("2026-11-04"), [Now, Next, Coming]);
    assert_eq!(seen("2026-11-05"), [Past, Next, Coming]);
    assert_eq!(seen("2027-03-10"), [Past, Past, Past]);
}

#[test]
fn hours_are_expected_only_while_there_is_something_to_study() {
    let expected = |opens_at: &str, now: DateTime<Utc>| expected_minutes(10.0, &[module("Finance", 4, opens_at)], now);
    assert_eq!(expected("2026-10-01T12:00:00Z", now()), 20 * 60);
    assert_eq!(expected("2026-11-15T17:00:00Z", now()), 10 * 60, "it opened a week ago");
    assert_eq!(expected("2026-12-01T12:00:00Z", now()), 0);
    // It is due on 1 January: a week later half of the two weeks is left, a month later nothing.
    assert_eq!(expected("2026-10-01T12:00:00Z", at("2027-01-08T00:00:00Z")), 10 * 60);
    assert_eq!(expected("2026-10-01T12:00:00Z", at("2027-02-01T00:00:00Z")), 0);
    assert_eq!(expected_minutes(10.0, &[], now()), 0);
}

#[test]
fn idle_days_count_from_the_last_sign_or_the_opening() {
    let modules = [module("Finance", 4, "2026-11-12T17:00:00Z")];
    let idle = |completed, seen: Option<&str>| {
        let progress = [ModuleProgress { completed, ..ModuleProgress::default() }];
        idle_days(&modules, &progress, seen.map(at), (now(), CAMPUS))
    };
    assert_eq!(idle(0, None), Some(10));
    assert_eq!(idle(1, Some("2026-11-20T17:00:00Z")), Some(2));
    assert_eq!(idle(4, None), None, "nothing is open any more");
}
