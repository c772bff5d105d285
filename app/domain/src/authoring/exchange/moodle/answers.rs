//! The answers of a Moodle question, by its type.

use super::{
    super::draft::{DraftAnswers, Text, Weighed},
    Element, filled, number, text,
};

/// Reads the answers of a question of this type, or says why it is none of ours.
pub(super) fn read(kind: &str, question: &Element, left_out: &mut Vec<String>) -> Result<DraftAnswers, String> {
    match kind {
        "multichoice" | "truefalse" => Ok(choice(kind, question)),
        "shortanswer" => Ok(short(question, left_out)),
        "numerical" => numeric(question, left_out),
        "matching" => Ok(matching(question)),
        "ordering" => Ok(DraftAnswers::Ordering(question.all("answer").map(text).collect())),
        "essay" => Ok(essay(question, left_out)),
        "description" => Err("a description is no question: write it into the unit's own text".to_owned()),
        "" => Err("it does not say its type: `<question type=\"…\">`".to_owned()),
        "cloze" | "multianswer" => Err("answers inside of a text (cloze) have no kind of ours: make a question of each gap".to_owned()),
        "calculated" | "calculatedsimple" | "calculatedmulti" => {
            Err("numbers that change with each try (calculated) have no kind of ours: write it with fixed numbers".to_owned())
        }
        other => Err(format!("its type `{other}` is none of ours: single, multiple, numeric, matching, ordering, short, text")),
    }
}

fn percent(answer: &Element) -> f64 {
    answer
        .attribute("fraction")
        .and_then(|fraction| fraction.trim().parse().ok())
        .filter(|percent: &f64| percent.is_finite())
        .unwrap_or(0.0)
}

fn says(question: &Element, name: &str, otherwise: bool) -> bool {
    question.value(name).map_or(otherwise, |value| value == "true" || value == "1")
}

fn choice(kind: &str, question: &Element) -> DraftAnswers {
    let is_truth = kind == "truefalse";
    let option = |answer: &Element| {
        let mut words = text(answer);
        if is_truth {
            words = Text::plain(if words.source.trim().eq_ignore_ascii_case("true") { "True" } else { "False" });
        }
        Weighed { answer: words, percent: percent(answer), feedback: filled(answer, "feedback") }
    };
    let options = question.all("answer").map(option).collect();
    DraftAnswers::Choice {
        one: is_truth || says(question, "single", true),
        fixed: is_truth || !says(question, "shuffleanswers", true),
        options,
    }
}

fn short(question: &Element, left_out: &mut Vec<String>) -> DraftAnswers {
    if says(question, "usecase", false) {
        left_out.push("capital and small letters count the same with us".to_owned());
    }
    let word = |answer: &Element| Weighed { answer: text(answer).source, percent: percent(answer), feedback: filled(answer, "feedback") };
    DraftAnswers::Short(question.all("answer").map(word).collect())
}

fn numeric(question: &Element, left_out: &mut Vec<String>) -> Result<DraftAnswers, String> {
    let mut answers = Vec::new();
    for answer in question.all("answer") {
        let written = answer.child("text").map_or(answer.words(), Element::words);
        if written == "*" {
            left_out.push("the feedback to every other number is not kept".to_owned());
            continue;
        }
        let value = written.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| format!("`{written}` is no number"))?;
        let tolerance = number(answer, "tolerance").unwrap_or(0.0).abs();
        answers.push(Weighed { answer: (value, tolerance), percent: percent(answer), feedback: filled(answer, "feedback") });
    }
    Ok(DraftAnswers::Numeric { answers, unit: unit(question, left_out) })
}

/// The unit in which the number stands as it is; others convert it, which ours do not.
fn unit(question: &Element, left_out: &mut Vec<String>) -> Option<String> {
    let units: Vec<&Element> = question.child("units").into_iter().flat_map(|units| units.all("unit")).collect();
    let base = units.iter().position(|unit| number(unit, "multiplier").is_none_or(|multiplier| (multiplier - 1.0).abs() < f64::EPSILON));
    if units.len() > usize::from(base.is_some()) {
        left_out.push("units that convert the number are not kept".to_owned());
    }
    units.get(base?)?.value("unit_name").map(str::to_owned)
}

fn matching(question: &Element) -> DraftAnswers {
    let right = |pair: &Element| pair.child("answer").map_or(Text::plain(""), |answer| Text::plain(text(answer).source));
    DraftAnswers::Matching(question.all("subquestion").map(|pair| (text(pair), right(pair))).collect())
}

fn essay(question: &Element, left_out: &mut Vec<String>) -> DraftAnswers {
    if filled(question, "responsetemplate").is_some() {
        left_out.push("the text that students begin with is not kept".to_owned());
    }
    let attachments = number(question, "attachments").is_some_and(|most| most.abs() > 0.0);
    if attachments {
        left_out.push("files cannot be handed in with an answer".to_owned());
    }
    // Moodle writes 0 where no length is asked for.
    let words = |name| question.value(name).and_then(|value| value.parse().ok()).filter(|words: &u32| *words > 0);
    DraftAnswers::Essay { words: (words("minwordlimit"), words("maxwordlimit")), model: filled(question, "graderinfo") }
}
