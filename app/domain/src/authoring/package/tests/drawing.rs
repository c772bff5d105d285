//! Quizzes that draw, as they are written, and questions that name the bank.

use super::{read, sample, shown, with};
use crate::authoring::{BankMark, Draw, package::Edition};

/// The sample with this `draw`; its first two questions and the fourth bear tags.
fn drawing(draw: &str) -> Vec<(String, Vec<u8>)> {
    let (path, quiz) = sample().into_iter().find(|(path, _)| path == "02-quiz.md").unwrap();
    let quiz = String::from_utf8(quiz).unwrap().replace("shuffle: both\n", &format!("shuffle: both\n{draw}\n"));
    let quiz = quiz.replace("id: q-single\nkind: single\npoints: 2\n", "id: q-single\nkind: single\ntags: PL-1, hard\nbank: which@3\n");
    let quiz = quiz
        .replace("kind: multiple\n", "kind: multiple\ntags: PL-1\n")
        .replace("kind: matching\n", "kind: matching\ntags: PL-4\npoints: 3\n");
    let quiz = quiz.replace("kind: ordering\n", "kind: ordering\ntags: PL-4\n");
    let others = sample().into_iter().filter(|(other, _)| *other != path);
    others.chain([(path.clone(), quiz.into_bytes())]).collect()
}

fn edition(draw: &str) -> Edition {
    read(drawing(draw)).unwrap_or_else(|faults| panic!("{}", shown(&faults))).edition(1).unwrap()
}

#[test]
fn a_quiz_draws_so_many_of_each_tag() {
    let edition = edition("draw:\n- 1 of hard, PL-1\n- 1 of PL-1");
    let draw = |count, tags: &[&str]| Draw { count, tags: tags.iter().map(|tag| (*tag).to_owned()).collect() };
    assert_eq!(edition.units[1].settings.quiz().unwrap().draw, [draw(1, &["hard", "PL-1"]), draw(1, &["PL-1"])]);
    assert_eq!(edition.units[1].questions[0].bank, Some(BankMark { slug: "which".into(), number: 3 }));
}

#[test]
fn settings_of_before_are_read_and_written_as_they_were() {
    let settings = edition("").units[1].settings.clone();
    let json = serde_json::to_string(&settings).unwrap();
    assert!(!json.contains("draw"), "{json}");
    assert_eq!(serde_json::from_str::<crate::authoring::UnitSettings>(&json).unwrap(), settings);
}

#[test]
fn a_draw_that_cannot_be_or_is_not_fair_is_told_with_its_line() {
    for (draw, line, words) in [
        ("draw:\n- 3 of PL-1", 11, "only 2 questions bear PL-1"),
        ("draw:\n- 2 of PL-1\n- 1 of hard", 12, "no question bears hard and belongs to no earlier line"),
        ("draw:\n- 2 of hard", 11, "only 1 question bears hard"),
        ("draw:\n- 0 of PL-1", 11, "draws nothing"),
        ("draw:\n- PL-1", 11, "is no draw"),
        ("draw:\n- two of PL-1", 11, "is no draw"),
        ("draw:\n- 2 of ", 11, "is no draw"),
        ("draw:\n- 2 of PL 1", 11, "is no draw"),
        ("draw:\n- 99999 of PL-1", 11, "is no draw"),
        ("draw:\n- 1 of PL-4", 11, "are worth 1 or 3 points"),
        ("draw: 3", 10, "is a list"),
        ("draw:", 10, "has no items"),
    ] {
        let faults = shown(&read(drawing(draw)).err().unwrap_or_default());
        assert!(faults.lines().any(|one| one.starts_with(&format!("02-quiz.md:{line}: ")) && one.contains(words)), "{draw}: {faults}");
    }
    let lesson = with("01-lesson.md", "minutes: 20\n", "minutes: 20\ndraw:\n- 1 of PL-1\n");
    let faults = shown(&read(lesson).err().unwrap_or_default());
    assert!(faults.starts_with("01-lesson.md:6: a lesson draws no questions"), "{faults}");
}

#[test]
fn a_question_names_a_version_of_the_bank_or_nothing() {
    for wrong in ["which", "which@", "which@0", "which@03", "which@-1", "Which@1", "@1", "which@1@2", "which@9999999"] {
        assert_eq!(BankMark::read(wrong), None, "{wrong}");
        let files =
            drawing("").into_iter().map(|(path, text)| (path, String::from_utf8_lossy(&text).replace("which@3", wrong).into_bytes()));
        let faults = shown(&read(files.collect()).err().unwrap_or_default());
        assert!(faults.contains(&format!("`bank: {wrong}` names no version")), "{faults}");
    }
    let mark = BankMark::read("icer-of-b@12").unwrap();
    assert_eq!((mark.slug.as_str(), mark.number, mark.to_string().as_str()), ("icer-of-b", 12, "icer-of-b@12"));
}
