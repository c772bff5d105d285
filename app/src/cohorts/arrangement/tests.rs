use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    cohorts::{CohortModule, EnrollmentState},
    ids::{CohortId, EnrollmentId, ModuleId, VersionId},
    reports::{ModuleProgress, Standing, Student},
};

use super::*;

fn line(name: &str, specialty: &str, completed: i64, seen: Option<i64>, standing: Standing) -> Line {
    let student = Student {
        enrollment: EnrollmentId::new(),
        name: name.into(),
        credentials: "MD".into(),
        specialty: specialty.into(),
        email: format!("{}@school.example", family_name(name)),
        time_zone: chrono_tz::UTC,
        state: EnrollmentState::Enrolled,
    };
    let progress = vec![ModuleProgress { completed, ..ModuleProgress::default() }];
    let last_at = seen.map(|days| DateTime::UNIX_EPOCH + TimeDelta::days(days));
    Line { student, progress, last_at, idle_days: None, minutes: completed * 30, missed_last: false, standing, reason: String::new() }
}

fn roster() -> Roster {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    let module = CohortModule {
        cohort_id: CohortId::new(),
        module_id: ModuleId::new(),
        version_id: VersionId::new(),
        slug: "economics".into(),
        title: "Health economics".into(),
        version: 1,
        position: 1,
        opens_at: at,
        due_at: at,
    };
    let lines = vec![
        line("Nils Berglund", "Anesthesiology", 4, Some(3), Standing::OnTrack),
        line("Rosa Castellanos", "Emergency medicine", 1, None, Standing::Behind(3)),
        line("Amara Okafor", "Internal medicine", 4, Some(9), Standing::Unseen(Some(12))),
    ];
    Roster { modules: vec![RosterModule { module, units: 10 }], residencies: Vec::new(), expected_minutes: None, lines }
}

fn shown(arrangement: &Arrangement) -> Vec<String> {
    arrangement.arrange(&roster()).into_iter().map(|line| family_name(&line.student.name)).collect()
}

fn by(by: Column, descending: bool) -> Arrangement {
    Arrangement { by, descending, search: String::new(), who: None, only: Vec::new() }
}

#[test]
fn a_column_orders_the_lines_both_ways_and_equals_stay_by_name() {
    for (column, up, down) in [
        (Column::Name, ["berglund", "castellanos", "okafor"], ["okafor", "castellanos", "berglund"]),
        (Column::Standing, ["castellanos", "okafor", "berglund"], ["berglund", "okafor", "castellanos"]),
        (Column::Seen, ["castellanos", "berglund", "okafor"], ["okafor", "berglund", "castellanos"]),
        (Column::Hours, ["castellanos", "berglund", "okafor"], ["berglund", "okafor", "castellanos"]),
        (Column::Units, ["castellanos", "berglund", "okafor"], ["berglund", "okafor", "castellanos"]),
        (Column::Module("economics".into()), ["castellanos", "berglund", "okafor"], ["berglund", "okafor", "castellanos"]),
        (Column::Module("unknown".into()), ["berglund", "castellanos", "okafor"], ["berglund", "castellanos", "okafor"]),
    ] {
        assert_eq!(shown(&by(column.clone(), false)), up, "{column:?}");
        assert_eq!(shown(&by(column.clone(), true)), down, "{column:?}");
    }
}

#[test]
fn every_word_typed_must_be_found_and_case_does_not_matter() {
    let search = |text: &str| shown(&Arrangement { search: text.into(), ..by(Column::Name, false) });
    assert_eq!(search("MEDICINE"), ["castellanos", "okafor"]);
    assert_eq!(search("amara internal"), ["okafor"]);
    assert_eq!(search("berglund@school"), ["berglund"]);
    assert!(search("amara emergency").is_empty());
}

#[test]
fn a_segment_shows_those_it_is_about() {
    let mut roster = roster();
    roster.lines[0].missed_last = true;
    roster.lines[0].progress[0].extended_until = Some(DateTime::UNIX_EPOCH);
    roster.lines[1].student.state = EnrollmentState::OnLeave;
    roster.lines[2].idle_days = Some(10);
    let shown = |who| {
        let arrangement = Arrangement { who: Some(who), ..by(Column::Name, false) };
        arrangement.arrange(&roster).into_iter().map(|line| family_name(&line.student.name)).collect::<Vec<_>>()
    };
    assert_eq!(shown(Segment::Help), ["castellanos", "okafor"]);
    assert_eq!(shown(Segment::Behind), ["castellanos"]);
    assert_eq!(shown(Segment::Inactive), ["okafor"]);
    assert_eq!(shown(Segment::Missed), ["berglund"]);
    assert_eq!(shown(Segment::Extended), ["berglund"]);
    assert_eq!(shown(Segment::Leave), ["castellanos"]);
    roster.lines[2].idle_days = Some(9);
    assert!(Arrangement { who: Some(Segment::Inactive), ..by(Column::Name, false) }.arrange(&roster).is_empty());
}

#[test]
fn only_those_who_are_named() {
    let roster = roster();
    let [one, two] = [0, 2].map(|at: usize| roster.lines[at].student.enrollment);
    let named = Arrangement::from_query(&format!("only={one}&only={two},nonsense"));
    assert_eq!(named.only, [one, two]);
    assert_eq!(named.arrange(&roster).len(), 2);
    assert_eq!(Arrangement::from_query(&named.query()), named);
}

#[test]
fn a_query_that_is_not_understood_arranges_as_usual() {
    let usual = by(Column::Name, false);
    for query in ["", "?", "who=nobody&sort=nonsense", "only=1,2", "%%%", "a b\u{1}"] {
        assert_eq!(Arrangement::from_query(query), usual, "{query}");
    }
    let links_of_before = Arrangement::from_query("?behind=1");
    assert_eq!(links_of_before.who, Some(Segment::Help));
}

#[test]
fn the_address_says_all_of_it_and_a_heading_turns_its_own_order_around() {
    let usual = by(Column::Name, false);
    assert_eq!(usual.query(), "");
    assert_eq!(usual.sorted_by(&Column::Name), "?sort=-name");
    let asked = Arrangement { search: "a&b =c".into(), who: Some(Segment::Behind), ..by(Column::Seen, true) };
    assert_eq!(asked.query(), "?q=a%26b%20%3Dc&who=behind&sort=-seen");
    assert_eq!(asked.sorted_by(&Column::Seen), "?q=a%26b%20%3Dc&who=behind&sort=seen");
    assert_eq!(asked.of_segment(Some(Segment::Leave)), "?who=leave&sort=-seen");
    assert_eq!(Arrangement::from_query(&asked.query()), asked);
    assert_eq!((asked.direction(&Column::Seen), asked.direction(&Column::Name)), (Some("descending"), None));
}
