//! Simulators in the text of a lesson.

use super::*;
use crate::{
    authoring::{Piece, Simulation, simulator_line},
    simulators::worksheet::{Entries, catalog},
};

/// A line that embeds a simulator in the sample's case.
fn case_with(line: &str) -> Vec<(String, Vec<u8>)> {
    with("03-case.md", "What would you do?", &format!("{line}\n\nWhat would you do?"))
}

#[test]
fn a_line_becomes_a_simulator_with_all_its_inputs() {
    let files = case_with("![The plane](simulator:icer?preset=six&wtp=4000&compare=cohort \"Try 10,000.\")");
    let case = read(files).unwrap_or_else(|faults| panic!("{}", shown(&faults))).edition(1).unwrap().units.remove(2);
    let found: Vec<&Simulation> =
        case.body.iter().filter_map(|piece| if let Piece::Simulator(found) = piece { Some(found) } else { None }).collect();
    let [found] = found[..] else { panic!("{:?}", case.body) };
    assert_eq!(
        (found.simulator.as_str(), found.shows.as_str(), found.caption.as_str(), found.compared),
        ("icer", "The plane", "Try 10,000.", true)
    );
    assert_eq!(found.inputs, "options=UC,5000,1;A,12000,1.5;B,10000,2;C,25000,3;D,35000,4;E,55000,5&wtp=4000");
    assert!(matches!(case.body.last(), Some(Piece::Html(html)) if html.contains("What would you do?")));
}

#[test]
fn the_line_for_a_text_is_read_again_with_the_same_inputs() {
    for worksheet in catalog::ALL {
        for preset in worksheet.presets {
            let entries = Entries::of_address(worksheet, &format!("preset={}", preset.name));
            let line = simulator_line(&entries);
            let case = read(case_with(&line)).unwrap_or_else(|faults| panic!("{line}: {}", shown(&faults)));
            let case = case.edition(1).unwrap().units.remove(2);
            let found = case.body.iter().find_map(Piece::simulator).unwrap();
            let same = (found.simulator.as_str(), found.inputs.clone(), found.shows.as_str(), found.caption.as_str());
            assert_eq!(same, (worksheet.name, entries.address(), worksheet.title, "What to try"), "{line}");
        }
    }
}

#[test]
fn what_a_simulator_cannot_work_with_is_a_fault_on_its_line() {
    let cases = [
        ("![A](simulator:oracle \"B\")", "there is no simulator `oracle`"),
        ("![A](simulator:icer?preset=seven \"B\")", "no preset `seven`: write one of six"),
        ("![A](simulator:icer?price=5 \"B\")", "asks for no `price`: it has options, wtp"),
        ("![A](simulator:icer?wtp=much \"B\")", "refuses `wtp`"),
        ("![A](simulator:icer?compare=world \"B\")", "`compare=cohort`"),
        ("![A](simulator:icer)", "no caption"),
        ("![](simulator:icer \"B\")", "cannot see it"),
        ("> ![A](simulator:icer \"B\")", "outside of questions, lists, quotations"),
    ];
    for (line, words) in cases {
        let faults = read(case_with(line)).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.to_string().contains(words)), "{line}: {}", shown(&faults));
    }
    let quiz = with("02-quiz.md", "```question", "![A](simulator:icer \"B\")\n\n```question");
    assert!(shown(&read(quiz).unwrap_err()).contains("a quiz has no simulators"));
}
