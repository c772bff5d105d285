use super::*;
use crate::{
    authoring::UnitKind,
    cohorts::CohortModule,
    ids::{CohortId, ModuleId, UnitId, VersionId},
    reports::UnitRecord,
};

const CAMPUS: Tz = chrono_tz::America::New_York;

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn now() -> DateTime<Utc> {
    at("2026-11-22T17:00:00Z")
}

pub(super) fn module(title: &str, units: i64, opens_at: &str) -> RosterModule {
    let module = CohortModule {
        cohort_id: CohortId::new(),
        module_id: ModuleId::new(),
        version_id: VersionId::new(),
        slug: "m".into(),
        title: title.into(),
        version: 1,
        position: 1,
        opens_at: at(opens_at),
        due_at: at("2027-01-01T00:00:00Z"),
    };
    RosterModule { module, units }
}

fn progress(completed: i64, overdue: i64, since: Option<&str>) -> ModuleProgress {
    ModuleProgress { completed, overdue, overdue_since: since.map(at), ..ModuleProgress::default() }
}

fn stands(state: EnrollmentState, completed: i64, overdue: i64, seen: Option<&str>) -> Standing {
    let modules = [module("Health economics", 10, "2026-10-01T12:00:00Z")];
    let since = (overdue > 0).then_some("2026-11-04T04:59:00Z");
    standing(state, &modules, &[progress(completed, overdue, since)], seen.map(at), (now(), CAMPUS))
}

#[test]
fn one_unit_past_due_is_behind() {
    assert_eq!(stands(EnrollmentState::Enrolled, 4, 1, Some("2026-11-22T10:00:00Z")), Standing::Behind(1));
    assert_eq!(stands(EnrollmentState::Enrolled, 4, 0, Some("2026-11-22T10:00:00Z")), Standing::OnTrack);
}

#[test]
fn nothing_is_asked_of_who_is_away() {
    for state in EnrollmentState::ALL.into_iter().filter(|state| *state != EnrollmentState::Enrolled) {
        assert_eq!(stands(state, 0, 3, None), Standing::Away(state));
    }
}

#[test]
fn ten_campus_days_without_a_sign_are_worth_a_word_and_nine_are_not() {
    // 12 Nov, 23:30 on campus, is the 13th by UTC.
    assert_eq!(stands(EnrollmentState::Enrolled, 4, 0, Some("2026-11-13T04:30:00Z")), Standing::Unseen(Some(10)));
    assert_eq!(stands(EnrollmentState::Enrolled, 4, 0, Some("2026-11-13T05:30:00Z")), Standing::OnTrack);
    assert_eq!(stands(EnrollmentState::Enrolled, 0, 0, None), Standing::Unseen(None));
}

#[test]
fn who_has_finished_may_be_away_as_long_as_they_like() {
    assert_eq!(stands(EnrollmentState::Enrolled, 10, 0, Some("2026-10-05T10:00:00Z")), Standing::Finished);
}

#[test]
fn work_that_has_just_opened_is_no_neglect() {
    let modules = [module("One", 2, "2026-10-01T12:00:00Z"), module("Two", 2, "2026-11-20T12:00:00Z")];
    let far = [progress(2, 0, None), progress(0, 0, None)];
    let seen = Some(at("2026-10-20T12:00:00Z"));
    assert_eq!(standing(EnrollmentState::Enrolled, &modules, &far, seen, (now(), CAMPUS)), Standing::OnTrack);
    let later = at("2026-11-30T17:00:00Z");
    assert_eq!(standing(EnrollmentState::Enrolled, &modules, &far, seen, (later, CAMPUS)), Standing::Unseen(Some(41)));
}

#[test]
fn the_reason_is_in_words_and_campus_days() {
    let modules = [module("Health economics", 10, "2026-10-01T12:00:00Z"), module("Finance", 5, "2026-10-01T12:00:00Z")];
    let far = [progress(4, 2, Some("2026-11-04T04:59:00Z")), progress(0, 1, Some("2025-12-10T04:59:00Z"))];
    let why = |seen: Option<&str>| reason(Standing::Behind(3), &modules, &far, seen.map(at), (now(), CAMPUS));
    let units = "2 units of Health economics past due since 3 Nov; 1 unit of Finance past due since 9 Dec 2025";
    assert_eq!(why(Some("2026-11-22T10:00:00Z")), units);
    assert_eq!(why(Some("2026-11-10T17:00:00Z")), format!("{units}; not seen for 12 days"));
    assert_eq!(why(None), format!("{units}; has not started"));
    assert_eq!(reason(Standing::OnTrack, &modules, &far, None, (now(), CAMPUS)), "");
}

#[test]
fn of_many_modules_two_are_named() {
    let modules = ["One", "Two", "Three", "Four"].map(|title| module(title, 10, "2026-10-01T12:00:00Z"));
    let far = [1, 2, 3, 4].map(|overdue| progress(0, overdue, Some("2026-11-04T04:59:00Z")));
    let why = |count: usize| reason(Standing::Behind(1), &modules[..count], &far[..count], Some(now()), (now(), CAMPUS));
    let two = "1 unit of One past due since 3 Nov; 2 units of Two past due since 3 Nov";
    assert_eq!(why(2), two);
    assert_eq!(why(3), format!("{two}; and more in another module"));
    assert_eq!(why(4), format!("{two}; and more in 2 other modules"));
}

#[test]
fn who_needs_help_most_comes_first() {
    let mut all = [
        Standing::Away(EnrollmentState::OnLeave),
        Standing::Finished,
        Standing::OnTrack,
        Standing::Unseen(Some(10)),
        Standing::Unseen(None),
        Standing::Behind(1),
        Standing::Behind(4),
    ];
    all.sort_by_key(|standing| standing.urgency());
    assert_eq!(all.map(|one| one.needs_help()), [true, true, true, true, false, false, false]);
    assert_eq!((all[0], all[2]), (Standing::Behind(4), Standing::Unseen(None)));
}

#[test]
fn a_unit_completed_after_its_date_is_done_late() {
    let mut unit = UnitRecord {
        unit: UnitId::new(),
        kind: UnitKind::Lesson,
        title: String::new(),
        minutes: 30,
        cohort_due_at: now(),
        due_at: now(),
        extension: None,
        started_at: None,
        completed_at: Some(now()),
        last_at: None,
        best_percent: None,
        attempts: Vec::new(),
        response: None,
    };
    let opens = at("2026-11-20T00:00:00Z");
    assert_eq!(unit_standing(&unit, opens, now()), UnitStanding::Done { late: false });
    unit.completed_at = Some(now() + chrono::TimeDelta::microseconds(1));
    assert_eq!(unit_standing(&unit, opens, now()), UnitStanding::Done { late: true });
    unit.completed_at = None;
    assert_eq!(unit_standing(&unit, opens, now()), UnitStanding::Open);
    assert_eq!(unit_standing(&unit, opens, now() + chrono::TimeDelta::microseconds(1)), UnitStanding::Overdue);
    assert_eq!(unit_standing(&unit, opens, at("2026-11-19T00:00:00Z")), UnitStanding::Locked);
    unit.started_at = Some(opens);
    assert_eq!(unit_standing(&unit, opens, now()), UnitStanding::Started);
}

#[test]
fn names_are_sorted_by_their_last_word() {
    assert_eq!(family_name("Amara Okafor"), "okafor");
    assert_eq!(family_name("Cher"), "cher");
    assert_eq!(family_name(""), "");
}
