use super::*;
use crate::authoring::{Criterion, HandInPart};

fn criterion(slug: &str, points: &[u32]) -> Criterion {
    let level = |points: &u32| Level { points: *points, name: format!("Level {points}"), words: "Words".into() };
    Criterion { slug: slug.into(), title: slug.into(), levels: points.iter().map(level).collect() }
}

fn settings(late: Option<LateRule>) -> AssignmentSettings {
    let rubric = Rubric { criteria: vec![criterion("risks", &[20, 10, 0]), criterion("words", &[10, 5, 0])] };
    AssignmentSettings { words: None, parts: vec![HandInPart::Text], team: false, markers: 1, pass: 70, late, rubric }
}

fn points(risks: u32, words: u32) -> Points {
    [("risks".to_owned(), risks), ("words".to_owned(), words)].into()
}

const LATE: LateRule = LateRule { per_day: 5, at_most: 20 };

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

#[test]
fn reaching_the_passing_level_exactly_is_passing() {
    let mut settings = settings(None);
    settings.pass = 50;
    let grade = grade(&settings, &points(10, 5), None);
    assert_eq!((grade.points, grade.possible, grade.percent, grade.passed), (15, 30, 50.0, true));
    assert!(!super::grade(&settings, &points(10, 0), None).passed);
}

#[test]
fn a_day_that_was_begun_costs_a_day_and_there_is_a_bound() {
    let settings = settings(Some(LATE));
    let off = |seconds| grade(&settings, &points(20, 10), Some(TimeDelta::seconds(seconds))).taken_off;
    assert_eq!([off(1), off(86_400), off(86_401), off(86_400 * 400)], [5, 5, 10, 20]);
    assert_eq!(grade(&settings, &points(20, 10), None).taken_off, 0);
    let late = grade(&settings, &points(20, 10), Some(TimeDelta::days(2)));
    assert_eq!((late.percent, late.passed), (90.0, true));
    assert_eq!(grade(&settings, &points(0, 0), Some(TimeDelta::days(2))).percent, 0.0);
}

#[test]
fn without_a_rule_being_late_costs_nothing() {
    assert_eq!(grade(&settings(None), &points(20, 10), Some(TimeDelta::days(9))).percent, 100.0);
}

#[test]
fn points_between_two_levels_stand_for_none() {
    let rubric = settings(None).rubric;
    assert_eq!(level(&rubric, "risks", 10).map(|level| level.name.as_str()), Some("Level 10"));
    assert_eq!(level(&rubric, "risks", 15), None);
    assert_eq!(level(&rubric, "style", 10).map(|level| level.name.as_str()), None);
}

#[test]
fn a_revision_is_as_late_as_what_was_returned() {
    let versions =
        [HandedIn { at: at(10), due_at: at(12) }, HandedIn { at: at(13), due_at: at(12) }, HandedIn { at: at(90), due_at: at(12) }];
    assert_eq!(late(&versions, Some(at(20))), Some(TimeDelta::hours(1)));
    assert_eq!(late(&versions, Some(at(11))), None);
    assert_eq!(late(&versions, None), Some(TimeDelta::hours(78)));
    assert_eq!(late(&[], None), None);
    assert_eq!(late(&[HandedIn { at: at(12), due_at: at(12) }], None), None);
}

#[test]
fn more_time_that_is_given_later_counts_and_an_earlier_date_does_not() {
    assert_eq!(late(&[HandedIn::new(at(13), at(12), at(14))], None), None);
    assert_eq!(late(&[HandedIn::new(at(13), at(12), at(2))], None), Some(TimeDelta::hours(1)));
}

#[test]
fn what_one_member_is_given_is_bounded_and_as_late_as_the_teams() {
    let settings = settings(Some(LATE));
    let late = Some(TimeDelta::days(2));
    assert_eq!(grade_of(&settings, total(&settings.rubric, &points(20, 10)), late), grade(&settings, &points(20, 10), late));
    let own = grade_of(&settings, 24, late);
    assert_eq!((own.points, own.taken_off, own.percent, own.passed), (24, 10, 70.0, true));
    assert_eq!(grade_of(&settings, 31, None).points, 30);
}

#[test]
fn markings_that_are_near_give_their_mean_and_half_a_point_goes_to_the_student() {
    let mut settings = settings(None);
    settings.rubric.criteria[1].levels[1].points = 9;
    assert_eq!(both(&settings, &points(20, 10), &points(20, 9)), Two::Near(points(20, 10)));
    assert_eq!(both(&settings, &points(20, 10), &points(20, 10)), Two::Near(points(20, 10)));
}

#[test]
fn markings_that_are_far_apart_or_differ_on_passing_are_talked_over() {
    let settings = settings(None);
    assert_eq!(both(&settings, &points(20, 10), &points(20, 5)), Two::Apart);
    let mut level = settings.clone();
    level.pass = 95;
    level.rubric.criteria[1].levels[1].points = 8;
    assert_eq!(both(&level, &points(20, 10), &points(20, 8)), Two::Apart);
    level.pass = 93;
    assert_eq!(both(&level, &points(20, 10), &points(20, 8)), Two::Near(points(20, 9)));
}

#[test]
fn paragraphs_stand_between_empty_lines() {
    assert_eq!(paragraphs("One\nline two\n\n  \nThree\r\n\r\nFour"), ["One\nline two", "Three", "Four"]);
    assert_eq!(paragraphs("\n\n"), Vec::<&str>::new());
    assert_eq!(paragraphs("é\n\nü "), ["é", "ü"]);
}
