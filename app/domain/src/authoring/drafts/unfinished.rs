//! What still stands in a draft as it was given to begin with: sound by the rules of a package, and nothing that students should read.

use super::{Files, front, outline::is_unit, skeleton::NOT_REVIEWED, text_of};
use crate::authoring::{exchange::NO_RATIONALE, package::Fault};

/// What stands in a new unit and a new module to be written over (see `skeleton.rs`), and where an imported question had no rationale.
const GIVEN: [&str; 25] = [
    NO_RATIONALE,
    "Say what this lesson is for",
    "## The first section",
    "Write the lesson here.",
    "A few words before the quiz.",
    "What is asked?",
    "The right answer",
    "A wrong answer",
    "Say why the right answer is right.",
    "Say what this case is for",
    "Tell the case here.",
    "Say what students make",
    "Say what is to be done here.",
    "20 Excellent: say what is found in the best work",
    "15 Good: say what is missing here",
    "5 Insufficient: say what is found in work that does not pass",
    "Say what this simulation is for",
    "Say what is to be found out here. It is done when a run is saved.",
    "![What the simulator shows](simulator:investment?preset=alert \"Say what to try.\")",
    "Say what this session is for",
    "Say what to read and bring.",
    "Say what happens there.",
    "Say in one or two sentences what this module is about.",
    "Say what students can do afterwards",
    "Introduce the module here.",
];

/// What may stand before it in its line.
const BEFORE: [&str; 5] = ["- ", "(x) ", "( ) ", "Why: ", "summary: "];

/// What is still to be written, one line for each sentence that was given, in each file.
pub fn unfinished(files: &Files) -> Vec<Fault> {
    let texts = files.keys().filter(|path| *path == "module.md" || is_unit(path)).filter_map(|path| Some((path, text_of(files, path)?)));
    let review = text_of(files, "module.md").and_then(unreviewed);
    texts.flat_map(|(path, text)| of_text(path, text)).chain(review).collect()
}

/// That nobody has said when an expert reviewed the module.
fn unreviewed(text: &str) -> Option<Fault> {
    front::value(text, "reviewed").filter(|day| *day == NOT_REVIEWED)?;
    let message =
        format!("{NOT_REVIEWED} stands for a review that nobody has made yet: write under Settings on which day an expert read the module");
    Some(Fault { file: "module.md".to_owned(), line: front::line(text, "reviewed"), message })
}

fn of_text(path: &str, text: &str) -> Vec<Fault> {
    let given = |sentence: &'static str| {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| bare(line) == sentence).map(|(number, _)| number);
        let first = lines.next()?;
        Some(Fault { file: path.to_owned(), line: Some(first), message: said(sentence, lines.count()) })
    };
    let mut faults: Vec<Fault> = GIVEN.into_iter().filter_map(given).collect();
    faults.sort();
    faults
}

fn bare(line: &str) -> &str {
    let line = line.trim_end();
    BEFORE.iter().find_map(|before| line.strip_prefix(before)).unwrap_or(line)
}

fn said(sentence: &str, more: usize) -> String {
    let more = match more {
        0 => String::new(),
        1 => ", here and in one more place".to_owned(),
        more => format!(", here and in {more} more places"),
    };
    match sentence {
        NO_RATIONALE => format!("an imported question has no rationale of its own{more}: write why the right answer is right"),
        _ => format!("“{sentence}” was given to begin with{more}: write over it, or take it out"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::{
        UnitKind,
        drafts::{NewModule, new_module, skeleton},
    };

    fn module(units: &[(&str, String)]) -> Files {
        let new = NewModule { title: "Beds".into(), slug: String::new() };
        let (_, text) = new_module(&new, "Ines Ferreira, MD").unwrap();
        let units = units.iter().map(|(path, text)| ((*path).to_owned(), text.clone().into_bytes()));
        std::iter::once(("module.md".to_owned(), text.into_bytes())).chain(units).collect()
    }

    #[test]
    fn each_sentence_that_is_given_to_begin_with_is_still_to_be_written() {
        let mut found = unfinished(&module(&[]));
        for kind in UnitKind::ALL {
            let faults = unfinished(&[("unit.md".to_owned(), skeleton::unit(kind, "unit", "Unit", "q-1").into_bytes())].into());
            assert!(faults.len() >= 2, "{kind}: {faults:?}");
            found.extend(faults);
        }
        let is_found = |given: &&&str| found.iter().any(|fault| fault.message.contains(**given));
        let unseen: Vec<_> = GIVEN.iter().filter(|given| **given != NO_RATIONALE && !is_found(given)).collect();
        assert!(unseen.is_empty(), "no new text has these any more: {unseen:?}");
    }

    #[test]
    fn one_line_is_said_for_many_questions_without_a_rationale() {
        let text = format!("---\nunit: quiz\n---\n\nWhy: {NO_RATIONALE}\n\nWhy: {NO_RATIONALE}\nWhy: {NO_RATIONALE}\n");
        let faults = unfinished(&[("quiz.md".to_owned(), text.into_bytes())].into());
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let expected =
            "quiz.md:5: an imported question has no rationale of its own, here and in 2 more places: write why the right answer is right";
        assert_eq!(said, [expected]);
    }

    #[test]
    fn what_is_written_is_not_taken_for_what_was_given() {
        let text = "---\nunit: a\nkind: lesson\ntitle: Why\n---\n\nWrite the lesson here, and there.\n\n> Tell the case here.\n";
        assert!(unfinished(&[("a.md".to_owned(), text.into())].into()).is_empty());
    }
}
