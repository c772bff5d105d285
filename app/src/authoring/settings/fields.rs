//! A field for each setting.

use domain::authoring::{COMPETENCIES, competency};
use leptos::prelude::*;

use crate::forms::{self, Choice, Field, Filled, TextArea, checks, select, text_area};

/// Settings of which several boxes are ticked.
pub(super) const BOXES: [&str; 2] = ["competencies", "hand-in"];

/// The field for what stands beside the boxes of a setting.
pub(super) fn other(name: &str) -> String {
    format!("{name}-other")
}

/// The field of a setting, by its name in the front matter. `competencies` are those of the module of a unit; none: it is the module's own.
pub(super) fn field(form: &Filled, name: &'static str, competencies: &[String]) -> AnyView {
    match name {
        "competencies" => serves(form, competencies).into_any(),
        "hand-in" => checks(form, name, "What is handed in", "", with_set(form, name, choices(&PARTS))).into_any(),
        "shuffle" => one_of(form, name, "Shuffle", "", &SHUFFLE).into_any(),
        "confidence" => one_of(form, name, "How sure one is", "", &CONFIDENCE).into_any(),
        "team" => one_of(form, name, "Handed in by", "", &TEAM).into_any(),
        "markers" => one_of(form, name, "Marked by", "Two mark without seeing each other.", &MARKERS).into_any(),
        "summary" | "objectives" | "authors" | "draw" => lines(form, name).into_any(),
        _ => forms::field(form, line(name)).into_any(),
    }
}

const PARTS: [(&str, &str); 3] = [("text", "A text, written on the page"), ("files", "Files"), ("runs", "Saved runs of simulators")];
const SHUFFLE: [(&str, &str); 4] =
    [("none", "Nothing"), ("questions", "The questions"), ("options", "The options of each question"), ("both", "Questions and options")];
const CONFIDENCE: [(&str, &str); 2] = [("none", "Is not asked"), ("asked", "Is asked with each question")];
const TEAM: [(&str, &str); 2] = [("no", "Each student"), ("yes", "One for the whole team")];
const MARKERS: [(&str, &str); 2] = [("1", "One"), ("2", "Two")];

fn choices(all: &[(&str, &str)]) -> Vec<Choice> {
    all.iter().map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() }).collect()
}

/// What is offered, and what is set though it is not: nobody takes out what they do not see.
fn with_set(form: &Filled, name: &str, mut offered: Vec<Choice>) -> Vec<Choice> {
    for value in form.typed.all(name).filter(|value| !value.is_empty()) {
        if !offered.iter().any(|one| one.value == value) {
            offered.push(Choice { value: value.to_owned(), label: competency(value) });
        }
    }
    offered
}

fn one_of(form: &Filled, name: &'static str, label: &'static str, hint: &'static str, all: &[(&str, &str)]) -> impl IntoView + use<> {
    select(form, name, label, hint, with_set(form, name, choices(all)))
}

/// For a unit the competencies of its module, for a module all of them, and room for those of the school.
fn serves(form: &Filled, of_module: &[String]) -> impl IntoView + use<> {
    let codes = match of_module {
        [] => COMPETENCIES.map(|(code, _)| code.to_owned()).to_vec(),
        some => some.to_vec(),
    };
    let choices = codes.iter().map(|code| Choice { value: code.clone(), label: competency(code) }).collect();
    let own = Field::text("competencies-other", "Other competencies").hint("Codes of your school, with commas between.");
    view! {
        {checks(form, "competencies", "Serves", "", with_set(form, "competencies", choices))}
        {of_module.is_empty().then(|| forms::field(form, own))}
    }
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
    // Numbers and days are plain text: what a field of their kind does not understand it does not send, and it would be taken out.
    match name {
        "title" => Field::text(name, "Title"),
        "minutes" => Field::text(name, "Minutes").hint("How long it takes, 1 to 600. The hours of the module are the sum of its units."),
        "pass" => Field::text(name, "Passing level").hint("In percent of the points, 0 to 100. Students are told before they begin."),
        "attempts" => Field::text(name, "Attempts").hint("How often one may try; 0 is as often as one likes."),
        "time-limit" => Field::text(name, "Time limit").hint("In minutes for an attempt, 1 to 600. Empty: none."),
        "words" => Field::text(name, "Length of the text").hint("The fewest and the most words, such as 150-400. Empty: any."),
        "late" => Field::text(name, "What being late costs")
            .hint("In percentage points for each day that was begun, such as “5 per day, at most 20”. Empty: nothing."),
        "reviewed" => Field::text(name, "Last expert review").hint("Its day, such as 2027-03-09."),
        _ => Field::text(name, "License").hint("Its SPDX name, such as CC-BY-4.0."),
    }
}

#[cfg(test)]
mod tests {
    use domain::authoring::HandInPart;

    use super::*;

    #[test]
    fn whatever_can_be_handed_in_is_offered() {
        assert_eq!(PARTS.map(|(part, _)| part.to_owned()), HandInPart::ALL.map(|part| part.to_string()));
    }

    #[test]
    fn what_is_set_and_not_offered_can_be_seen_and_taken_out() {
        let form = Filled { typed: crate::forms::Typed::of([("team", "perhaps"), ("competencies", "X-1")]), errors: Vec::new() };
        let html = |name| Owner::new().with(|| field(&form, name, &["PL-1".into()]).to_html());
        let team = html("team");
        assert!(team.contains("value=\"perhaps\" selected") && team.contains("value=\"yes\""), "{team}");
        let serves = html("competencies");
        assert!(
            serves.contains("value=\"X-1\" checked") && serves.contains("PL-1 health economics") && !serves.contains("PL-2"),
            "{serves}"
        );
    }
}
