//! The starter curriculum, which everybody sees first.

use std::{collections::BTreeSet, path::Path};

use super::{
    super::{Edition, Package, Readabilities, Readability, read, read_folder},
    shown,
};
use crate::authoring::{Answers, Piece, UnitKind};

/// The starter module, which has no fault.
pub(in crate::authoring) fn starter() -> Package {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/curriculum/health-economics");
    let files = read_folder(&folder).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
    read(files).unwrap_or_else(|faults| panic!("\n{}", shown(&faults)))
}

/// The modules of the degree; beside them is a short orientation.
const MODULES: [&str; 5] = ["health-economics", "value-based-care", "leading-change", "risk-quality-safety", "digital-health"];

fn edition(module: &str) -> Edition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/curriculum").join(module);
    let read = read_folder(&folder).and_then(read).and_then(|package| package.edition(1));
    read.unwrap_or_else(|faults| panic!("{module}\n{}", shown(&faults)))
}

#[test]
fn every_module_has_no_fault_and_all_that_a_module_has() {
    for module in MODULES {
        let edition = edition(module);
        let of = |kind| edition.units.iter().filter(move |unit| unit.settings.kind() == kind);
        let count = |kind| of(kind).count();
        assert!(count(UnitKind::Lesson) >= 6 && count(UnitKind::Case) >= 1 && count(UnitKind::Assignment) >= 1, "{module}");
        let questions: usize = edition.units.iter().map(|unit| unit.questions.len()).sum();
        assert!(questions >= 30, "{module} has {questions} questions");
        let pieces = edition.units.iter().flat_map(|unit| &unit.body);
        let simulators: BTreeSet<&str> = pieces.filter_map(Piece::simulator).map(|one| one.simulator.as_str()).collect();
        assert!(simulators.len() >= 2, "{module} has the simulators {simulators:?}");
        assert!(of(UnitKind::Lesson).all(|lesson| !lesson.objectives.is_empty()), "{module}");
        // What a lesson says in tables and questions is not counted.
        let long: Vec<_> = of(UnitKind::Lesson).map(|lesson| (&lesson.title, Readability::of(&lesson.body).words)).collect();
        assert!(long.iter().all(|(_, words)| (900..=1_500).contains(words)), "{module}: {long:?}");
    }
}

#[test]
fn every_option_of_a_question_has_a_remark_that_of_the_right_answer_too() {
    for module in MODULES.into_iter().chain(["orientation"]) {
        for question in edition(module).units.iter().flat_map(|unit| &unit.questions) {
            let (Answers::Single { options } | Answers::Multiple { options }) = &question.answers else { continue };
            let bare: Vec<&str> = options.iter().filter(|option| option.feedback.is_none()).map(|option| option.html.as_str()).collect();
            assert!(bare.is_empty(), "{module}, {}: no remark on {bare:?}", question.slug);
        }
    }
}

/// Cases of management are units of their own, which each module has.
#[test]
fn every_lesson_of_a_module_shows_something_and_ends_on_monday_morning() {
    for module in MODULES {
        for lesson in edition(module).units.iter().filter(|unit| unit.settings.kind() == UnitKind::Lesson) {
            let texts = lesson.body.iter().filter_map(|piece| if let Piece::Html(html) = piece { Some(html.as_str()) } else { None });
            let text = texts.collect::<String>();
            assert!(text.contains("<table") || text.contains("<figure"), "{module}, {}: no table and no figure", lesson.title);
            let mut headings = text.split("</a></h2>").filter_map(|before| before.rsplit('>').next());
            assert!(headings.any(|heading| heading.ends_with("onday morning")), "{module}, {}: no Monday morning", lesson.title);
        }
    }
}

#[test]
fn the_orientation_is_short() {
    let edition = edition("orientation");
    assert!(edition.units.iter().map(|unit| unit.minutes).sum::<u32>() <= 90);
    let report = Readabilities(&edition).to_string();
    assert_eq!(report.lines().count(), edition.units.len() + 1, "{report}");
}
