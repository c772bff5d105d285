//! What became of units and questions.

use super::*;
use crate::authoring::Answers;

fn question(slug: &str, prompt: &str) -> Question {
    let answers = Answers::Short { accepted: vec!["yes".into()] };
    Question { slug: slug.into(), points: 1, tags: vec![], bank: None, prompt: prompt.into(), answers, rationale: String::new() }
}

fn unit(slug: &str, title: &str, text: &str, questions: Vec<Question>) -> WrittenUnit {
    let (kind, settings) = (UnitKind::Lesson, UnitSettings::Lesson);
    WrittenUnit { slug: slug.into(), kind, title: title.into(), minutes: 10, settings, text: text.into(), questions }
}

fn written(number: i64, units: Vec<WrittenUnit>) -> Written {
    Written { number, title: "A module".into(), text: "Hello\n".into(), units }
}

#[test]
fn units_are_told_by_what_became_of_them() {
    let one = written(1, vec![unit("a", "A", "x\n", vec![]), unit("b", "B", "x\n", vec![]), unit("c", "C", "x\n", vec![])]);
    let two = written(2, vec![unit("c", "C", "x\n", vec![]), unit("a", "Aa", "x\ny\n", vec![]), unit("d", "D", "y\n", vec![])]);
    let found = changes(&one, &two);
    let fates: Vec<_> = found.units.iter().map(|unit| (unit.slug.as_str(), unit.fate)).collect();
    assert_eq!(fates, [("c", Fate::Changed), ("a", Fate::Changed), ("d", Fate::Added), ("b", Fate::Removed)]);
    assert_eq!(found.units[1].renamed_from.as_deref(), Some("A"));
    let block = |mark, runs: &[Run]| Block { mark, lines: false, runs: runs.to_vec() };
    let (kept, added) = (Run::Kept(" x".into()), Run::Added(" y".into()));
    assert_eq!(found.units[1].text, [block(Mark::Changed, &[kept, added.clone()])]);
    assert_eq!(found.units[2].text, [block(Mark::Added, &[added])]);
    assert!(!found.none() && changes(&one, &one).none());
}

#[test]
fn units_that_change_places_are_told_and_the_others_are_not() {
    let units = |slugs: &[&str]| slugs.iter().map(|slug| unit(slug, slug, "x\n", vec![])).collect();
    let found = changes(&written(1, units(&["a", "b", "gone", "c"])), &written(2, units(&["new", "c", "a", "b"])));
    let moved: Vec<_> = found.units.iter().map(|unit| (unit.slug.as_str(), unit.moved, unit.fate)).collect();
    let expected = [
        ("new", false, Fate::Added),
        ("c", true, Fate::Changed),
        ("a", false, Fate::Same),
        ("b", false, Fate::Same),
        ("gone", false, Fate::Removed),
    ];
    assert_eq!(moved, expected);
}

#[test]
fn what_is_far_from_any_change_is_left_out() {
    let block = |mark| Block { mark, lines: false, runs: vec![] };
    let (kept, added) = (block(Mark::Kept), block(Mark::Added));
    let blocks = [&kept, &kept, &kept, &added, &kept, &kept].map(Clone::clone);
    let expected = [Shown::LeftOut(2), Shown::Paragraph(&kept), Shown::Paragraph(&added), Shown::Paragraph(&kept), Shown::LeftOut(1)];
    assert_eq!(shown(&blocks), expected);
    assert!(shown(&[]).is_empty());
}

#[test]
fn questions_are_told_by_their_names_whatever_the_address_of_their_figures() {
    let figure = |number| format!("<img src=\"/modules/m/versions/{number}/files/figures/a.svg\">");
    let one = unit("a", "A", "", vec![question("same", &figure(1)), question("other", "Is it?"), question("gone", "")]);
    let two = unit("a", "A", "", vec![question("same", &figure(2)), question("other", "Is it so?"), question("new", "")]);
    let found = changes(&written(1, vec![one]), &written(2, vec![two]));
    let expected = [("other", Fate::Changed), ("new", Fate::Added), ("gone", Fate::Removed)];
    assert_eq!(found.units[0].questions, expected.map(|(slug, fate)| (slug.to_owned(), fate)));
}

#[test]
fn another_kind_of_unit_is_said() {
    let quiz = WrittenUnit { kind: UnitKind::Quiz, ..unit("a", "A", "", vec![]) };
    let found = changes(&written(1, vec![unit("a", "A", "", vec![])]), &written(2, vec![quiz]));
    assert_eq!(
        (found.units[0].kind, found.units[0].kind_before, found.units[0].fate),
        (UnitKind::Quiz, Some(UnitKind::Lesson), Fate::Changed)
    );
}

#[test]
fn a_file_says_which_unit_it_is() {
    assert_eq!(unit_named("---\nkind: quiz\nunit: check\n---\nunit: not\n"), Some("check"));
    assert_eq!(unit_named("unit: check\n"), None);
    assert_eq!(unit_named("---\ntitle: A\n---\nunit: not\n"), None);
}
