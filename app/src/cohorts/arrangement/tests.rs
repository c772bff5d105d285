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
    Line { student, progress, last_at, standing, reason: String::new() }
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
    Roster { modules: vec![RosterModule { module, units: 10 }], lines }
}

fn shown(arrangement: &Arrangement) -> Vec<String> {
    arrangement.arrange(&roster()).into_iter().map(|line| family_name(&line.student.name)).collect()
}

fn by(by: Column, descending: bool) -> Arrangement {
    Arrangement { by, descending, search: String::new(), behind: false }
}

#[test]
fn a_column_orders_the_lines_both_ways_and_equals_stay_by_name() {
    for (column, up, down) in [
        (Column::Name, ["berglund", "castellanos", "okafor"], ["okafor", "castellanos", "berglund"]),
        (Column::Standing, ["castellanos", "okafor", "berglund"], ["berglund", "okafor", "castellanos"]),
        (Column::Seen, ["castellanos", "berglund", "okafor"], ["okafor", "berglund", "castellanos"]),
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
fn only_those_who_need_help() {
    assert_eq!(shown(&Arrangement { behind: true, ..by(Column::Name, false) }), ["castellanos", "okafor"]);
}

#[test]
fn the_address_says_all_of_it_and_a_heading_turns_its_own_order_around() {
    let usual = by(Column::Name, false);
    assert_eq!(usual.query(), "");
    assert_eq!(usual.sorted_by(&Column::Name), "?sort=-name");
    let asked = Arrangement { search: "a&b =c".into(), behind: true, ..by(Column::Seen, true) };
    assert_eq!(asked.query(), "?q=a%26b%20%3Dc&behind=1&sort=-seen");
    assert_eq!(asked.sorted_by(&Column::Seen), "?q=a%26b%20%3Dc&behind=1&sort=seen");
    assert_eq!((asked.direction(&Column::Seen), asked.direction(&Column::Name)), (Some("descending"), None));
}
