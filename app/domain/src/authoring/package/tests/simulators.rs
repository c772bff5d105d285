//! Simulators in the text of a lesson.

use super::*;
use crate::{
    authoring::{Piece, Simulation, UnitSettings, simulator_line},
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
fn a_simulation_has_a_simulator_and_neither_it_nor_a_live_session_has_questions() {
    let of_kind = |kind: &str, line: &str| {
        let files = with("03-case.md", "kind: case", &format!("kind: {kind}"));
        let text = |text: &str| text.replace("words: 150-400\n", "").replace("What would you do?", line);
        let case = |(path, bytes): (String, Vec<u8>)| match path.as_str() {
            "03-case.md" => (path, text(std::str::from_utf8(&bytes).unwrap()).into_bytes()),
            _ => (path, bytes),
        };
        files.into_iter().map(case).collect::<Vec<_>>()
    };
    let kind = |files| read(files).unwrap_or_else(|faults| panic!("{}", shown(&faults))).edition(1).unwrap().units.remove(2).settings;
    let simulator = "![The plane](simulator:icer?preset=six \"Try 10,000.\")";
    assert_eq!(kind(of_kind("simulation", simulator)), UnitSettings::Simulation);
    assert_eq!(kind(of_kind("live session", "Bring a page.")), UnitSettings::LiveSession);
    let faults = |name, line| shown(&read(of_kind(name, line)).unwrap_err());
    assert!(faults("simulation", "Only words.").contains("the simulation has no simulator"));
    let question = "```question\nid: q\nkind: text\n\nWhy?\n```";
    assert!(faults("live session", question).contains("a live session has no questions: put them into a lesson or quiz"));
    assert!(faults("lecture", simulator).contains("none of lesson, quiz, case, assignment, simulation and live session"));
}

#[test]
fn a_unit_serves_what_its_module_serves() {
    let of = |codes: &str| with("03-case.md", "kind: case\n", &format!("kind: case\ncompetencies: {codes}\n"));
    assert_eq!(read(of("PL-7")).unwrap().edition(1).unwrap().units.remove(2).competencies, ["PL-7"]);
    let faults = shown(&read(of("ZZ-1")).unwrap_err());
    assert!(faults.contains("03-case.md:1") && faults.contains("`ZZ-1` in `competencies` is none of the module's"), "{faults}");
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
        ("![A](simulator:icer?preset=six&options=Usual care,5000,1 \"B\")", "address has a space in it: write + or %20"),
        ("![A](figures/plane one.svg \"B\")", "address has a space in it: write + or %20"),
        ("![A](simulator:icer?preset=seven \"B\")", "no preset `seven`: write one of six"),
        ("![A](simulator:icer?price=5 \"B\")", "asks for no `price`: it has options, wtp"),
        ("![A](simulator:icer?wtp=much \"B\")", "refuses `wtp`"),
        ("![A](simulator:markov?preset=hiv&draws=20000 \"B\")", "refuses `draws`"),
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
