//! Assignments and their rubrics.

use super::{edition, shown, with};
use crate::authoring::{
    AssignmentSettings, HandInPart, UnitKind, WordRange,
    package::{Edition, Fault, read},
};

const HEAD: &str = "---
unit: plan
kind: assignment
title: The plan
minutes: 240
objectives:
- Make it
words: 150-400
hand-in: files, text
team: yes
markers: 2
pass: 70
---

Write a plan. It may cost \\$5.
";

const RUBRIC: &str = "
```rubric
## risks-stated Risks stated
- 20 Excellent: All five have a cause,
  and a date
- 9 Poor: \"Topics\" & colors

## ranking Ranking
- 10 Excellent: Recomputed
- 0 Poor: None
```
";

fn files(unit: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = with("module.md", "- 03-case.md\n", "- 03-case.md\n- 04-plan.md\n");
    files.push(("04-plan.md".to_owned(), unit.as_bytes().to_vec()));
    files
}

fn read_with(unit: &str) -> Result<Edition, Vec<Fault>> {
    read(files(unit)).map(|package| package.edition(1).unwrap())
}

/// What is wrong with the unit, as lines.
fn faults(unit: &str) -> String {
    shown(&read_with(unit).unwrap_err())
}

fn whole() -> String {
    format!("{HEAD}{RUBRIC}\nAnd a last word.\n")
}

fn settings(edition: &Edition) -> &AssignmentSettings {
    edition.units[3].settings.assignment().unwrap()
}

#[test]
fn an_assignment_says_what_is_handed_in_and_what_it_is_graded_by() {
    let edition = read_with(&whole()).unwrap();
    let settings = settings(&edition);
    assert_eq!(settings.parts, [HandInPart::Text, HandInPart::Files]);
    assert_eq!((settings.words, settings.team, settings.markers, settings.pass), (Some(WordRange { min: 150, max: 400 }), true, 2, 70));
    let criteria: Vec<_> = settings.rubric.criteria.iter().map(|one| (one.slug.as_str(), one.title.as_str(), one.possible())).collect();
    assert_eq!(criteria, [("risks-stated", "Risks stated", 20), ("ranking", "Ranking", 10)]);
    let level = &settings.rubric.criteria[0].levels[0];
    assert_eq!((level.points, level.name.as_str(), level.words.as_str()), (20, "Excellent", "All five have a cause, and a date"));
    assert_eq!(settings.rubric.criteria[0].levels[1].words, "\"Topics\" & colors");
    assert_eq!(
        (edition.units[3].settings.kind(), edition.units[3].body.len()),
        (UnitKind::Assignment, 2),
        "the rubric is no part of the text"
    );
}

#[test]
fn what_is_not_said_is_one_student_and_one_marker() {
    let unit = whole().replace("team: yes\nmarkers: 2\n", "").replace("words: 150-400\n", "");
    let edition = read_with(&unit).unwrap();
    let settings = settings(&edition);
    assert_eq!((settings.team, settings.markers, settings.words), (false, 1, None));
}

#[test]
fn faults_of_the_front_matter_say_what_to_do() {
    let cases = [
        ("hand-in: files, text", "hand-in: files, slides", "04-plan.md:9: `slides` cannot be handed in: write any of text, files, runs"),
        ("hand-in: files, text\n", "", "`hand-in` is missing"),
        ("hand-in: files, text", "hand-in: files", "04-plan.md:8: `words` is the length of a text"),
        ("team: yes", "team: maybe", "`team: maybe` is neither yes nor no"),
        ("markers: 2", "markers: 3", "`markers: 3` is not a whole number from 1 to 2"),
        ("pass: 70\n", "", "`pass` is missing"),
        ("pass: 70", "pass: 70\nattempts: 2", "`attempts` is not known here; an assignment has unit, kind"),
        ("kind: assignment", "kind: homework", "is none of lesson, quiz, case, assignment, simulation and live session"),
    ];
    for (from, to, expected) in cases {
        let found = faults(&whole().replace(from, to));
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn faults_of_the_rubric_say_line_and_what_to_do() {
    let cases = [
        ("## ranking Ranking", "## Ranking", "04-plan.md:23: `Ranking` names no criterion"),
        ("## ranking Ranking", "## ranking", "the criterion `ranking` has no title"),
        ("## ranking Ranking", "## risks-stated Ranking", "04-plan.md:23: another criterion is called `risks-stated` too"),
        ("- 9 Poor:", "- 20 Poor:", "04-plan.md:21: 20 points are not fewer than the 20 above"),
        ("- 9 Poor: ", "- nine Poor: ", "04-plan.md:21: `- nine Poor"),
        ("- 9 Poor: ", "- -9 Poor: ", "is no level"),
        ("- 0 Poor: None\n", "", "the criterion `ranking` has 1 level to grade by"),
        ("## risks-stated Risks stated\n", "", "a level stands under its criterion"),
        ("## ranking Ranking", "Ranking", "write `## name Title` for a criterion"),
        ("```rubric\n", "```rubric of mine\n", "says only `rubric` after its fence"),
        ("```\n\nAnd", "\n\nAnd", "this rubric block is not closed"),
    ];
    for (from, to, expected) in cases {
        let found = faults(&whole().replacen(from, to, 1));
        assert!(found.contains(expected), "{from:?}: {found}");
    }
    assert!(faults(HEAD).contains("the assignment has no rubric"));
    assert!(faults(&format!("{HEAD}{RUBRIC}{RUBRIC}")).contains("this is the second rubric"));
    assert!(faults(&format!("{HEAD}\n```rubric\n```\n")).contains("the rubric has no criteria"));
    assert!(
        faults(&whole().replacen("Write a plan. It may cost \\$5.", "", 1).replace("And a last word.", ""))
            .contains("the unit has no text")
    );
}

#[test]
fn a_rubric_stands_in_an_assignment_and_a_question_does_not() {
    let question = "\n```question\nid: odd\nkind: single\n\nWhat?\n\n(x) This\n( ) That\n\nWhy: So.\n```\n";
    assert!(faults(&format!("{}{question}", whole())).contains("an assignment has no questions"));
    for (file, kind) in
        [("01-lesson.md", "a lesson has no rubric"), ("03-case.md", "a case has no rubric"), ("module.md", "module.md has no rubric")]
    {
        let mut files = super::sample();
        let (_, content) = files.iter_mut().find(|(name, _)| name == file).unwrap();
        content.extend_from_slice(RUBRIC.as_bytes());
        let found = shown(&read(files).unwrap_err());
        assert!(found.contains(kind), "{found}");
    }
    assert_eq!(edition().units.iter().filter(|unit| unit.settings.assignment().is_some()).count(), 0);
}
