//! A field for each setting.

use domain::authoring::{COMPETENCIES, HandInPart, competency, drafts::Setting};
use leptos::prelude::*;

use crate::forms::{self, Choice, Field, Filled, TextArea, checks, select, text_area};

/// Settings of which several boxes are ticked.
pub(super) const BOXES: [&str; 2] = ["competencies", "hand-in"];

/// What there is to tick.
pub(super) struct Offered {
    competencies: Vec<String>,
}

impl Offered {
    /// For a unit the competencies of its module, for a module all of them; and whatever is set already.
    pub fn of(path: &str, of_module: Vec<String>, set: &[Setting]) -> Self {
        let all = || COMPETENCIES.iter().map(|(code, _)| (*code).to_owned()).collect();
        let mut offered: Vec<String> = if path == "module.md" || of_module.is_empty() { all() } else { of_module };
        let set = set.iter().filter(|(name, _)| *name == "competencies").flat_map(|(_, codes)| codes.split(','));
        for code in set.map(str::trim).filter(|code| !code.is_empty()) {
            if !offered.iter().any(|have| have == code) {
                offered.push(code.to_owned());
            }
        }
        Self { competencies: offered }
    }
}

/// The field of a setting, by its name in the front matter.
pub(super) fn field(form: &Filled, name: &'static str, offered: &Offered) -> AnyView {
    match name {
        "competencies" => {
            let choices = offered.competencies.iter().map(|code| Choice { value: code.clone(), label: competency(code) });
            checks(form, name, "Serves", "", choices.collect()).into_any()
        }
        "hand-in" => checks(form, name, "What is handed in", "", parts()).into_any(),
        "shuffle" => select(form, name, "Shuffle", "", choices(&SHUFFLE)).into_any(),
        "confidence" => select(form, name, "How sure one is", "", choices(&CONFIDENCE)).into_any(),
        "team" => select(form, name, "Handed in by", "", choices(&TEAM)).into_any(),
        "markers" => select(form, name, "Marked by", "Two mark without seeing each other.", choices(&MARKERS)).into_any(),
        "summary" | "objectives" | "authors" | "draw" => lines(form, name).into_any(),
        _ => forms::field(form, line(name)).into_any(),
    }
}

const SHUFFLE: [(&str, &str); 4] =
    [("none", "Nothing"), ("questions", "The questions"), ("options", "The options of each question"), ("both", "Questions and options")];
const CONFIDENCE: [(&str, &str); 2] = [("none", "Is not asked"), ("asked", "Is asked with each question")];
const TEAM: [(&str, &str); 2] = [("no", "Each student"), ("yes", "One for the whole team")];
const MARKERS: [(&str, &str); 2] = [("1", "One"), ("2", "Two")];

fn choices(all: &[(&str, &str)]) -> Vec<Choice> {
    all.iter().map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() }).collect()
}

fn parts() -> Vec<Choice> {
    let label = |part| match part {
        HandInPart::Text => "A text, written on the page",
        HandInPart::Files => "Files",
        HandInPart::Runs => "Saved runs of simulators",
    };
    HandInPart::ALL.map(|part| Choice { value: part.to_string(), label: label(part).to_owned() }).to_vec()
}

/// What is said on several lines.
fn lines(form: &Filled, name: &'static str) -> impl IntoView + use<> {
    let (label, hint, rows) = match name {
        "summary" => ("Summary", "What the module is about, in one or two sentences.", 3),
        "authors" => {
            ("Authors", "Names with credentials, each on a line of its own. What they disclose stands on the page Disclosures.", 3)
        }
        "draw" => (
            "Drawn for each attempt",
            "How many questions of which tags, each draw on a line of its own: “3 of PL-1”, “2 of hard, PL-4”. Questions that fit no line are asked always; without a line all are.",
            3,
        ),
        _ => ("Afterwards students can", "An objective on each line, beginning with a verb that can be seen: define, compare, decide.", 5),
    };
    text_area(form, TextArea { name, label, hint, rows, limit: 4_000 })
}

/// What is said on one.
fn line(name: &'static str) -> Field {
    let number = |label| Field::text(name, label).kind("number");
    match name {
        "title" => Field::text(name, "Title"),
        "minutes" => number("Minutes").hint("How long it takes, 1 to 600. The hours of the module are the sum of its units."),
        "pass" => number("Passing level").hint("In percent of the points, 0 to 100. Students are told before they begin."),
        "attempts" => number("Attempts").hint("How often one may try; 0 is as often as one likes."),
        "time-limit" => number("Time limit").hint("In minutes for an attempt, 1 to 600. Empty: none."),
        "words" => Field::text(name, "Length of the text").hint("The fewest and the most words, such as 150-400. Empty: any."),
        "late" => Field::text(name, "What being late costs")
            .hint("In percentage points for each day that was begun, such as “5 per day, at most 20”. Empty: nothing."),
        "reviewed" => Field::text(name, "Last expert review").kind("date"),
        _ => Field::text(name, "License").hint("Its SPDX name, such as CC-BY-4.0."),
    }
}
