//! What is different between two versions of a long text, as faculty and staff ask for it, in this process.

use std::{hint::black_box, time::Instant};

use domain::authoring::{
    UnitKind, UnitSettings,
    changes::{Changes, Mark, Written, WrittenUnit, changes},
};

use crate::{
    Plan,
    statistics::median,
    table::{Goal, Measure, Results},
};

/// Words of each version.
const WORDS: usize = 5_000;
/// Words of a paragraph, as authors write them.
const PARAGRAPH: usize = 100;
/// How often they are compared in a round.
const TIMES: usize = 50;

/// Compares a text with its revision, with one that has nothing of it, and with the worst there is: one of the same few words, whose
/// paragraphs are all alike.
pub fn measure(plan: &Plan) -> Results {
    let text = words(1);
    let (one, revised) = (in_paragraphs(&text, PARAGRAPH), in_paragraphs(&revised(&text), PARAGRAPH));
    let (time, found) = compared(plan, &one, &revised);
    let changed = found.units.first().map_or(0, |unit| unit.text.iter().filter(|block| block.mark != Mark::Kept).count());
    let mut results = Results::default();
    let from = format!(
        "median of {} times: two versions of {WORDS} words, {changed} paragraphs, every third changed, one moved",
        TIMES * plan.rounds
    );
    results.measures.push(Measure::new("version-difference", time, "ms", Goal::AtMost(50.0), from));
    let other = words(2);
    let (apart, _) = compared(plan, &one, &in_paragraphs(&other, PARAGRAPH));
    let (bulk, _) = compared(plan, &in_paragraphs(&text, WORDS), &in_paragraphs(&other, WORDS));
    let few = |text: &[String]| in_paragraphs(&text.iter().map(|word| word[..4].to_owned()).collect::<Vec<_>>(), 3 * PARAGRAPH);
    let (alike, _) = compared(plan, &few(&text), &few(&words(3)).replace("w3", "w1"));
    let rest = format!(
        "two quite different texts of {WORDS} words: {apart:.2} ms in paragraphs, {bulk:.2} ms as one paragraph, {alike:.2} ms where all \
         paragraphs have the same few words"
    );
    results.note("version-difference", rest);
    results
}

fn compared(plan: &Plan, from: &str, to: &str) -> (f64, Changes) {
    let (from, to) = (version(1, from), version(2, to));
    let mut times = Vec::new();
    for _ in 0..TIMES * plan.rounds {
        let begun = Instant::now();
        black_box(changes(black_box(&from), black_box(&to)));
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    (median(&times), changes(&from, &to))
}

fn version(number: i64, text: &str) -> Written {
    let unit = WrittenUnit {
        slug: "lesson".into(),
        kind: UnitKind::Lesson,
        title: "A lesson".into(),
        minutes: 45,
        settings: UnitSettings::Lesson,
        text: text.to_owned(),
        questions: Vec::new(),
    };
    Written { number, title: "A module".into(), text: String::new(), units: vec![unit] }
}

/// Words as often repeated as in prose: some of two thousand, the early ones more often.
fn words(seed: u64) -> Vec<String> {
    let mut state = seed;
    let word = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let even = (state >> 33) as f64 / (1_u64 << 31) as f64;
        format!("w{seed}x{}", (even * even * 2_000.0) as u64)
    };
    (0..WORDS).map(word).collect()
}

fn in_paragraphs(words: &[String], length: usize) -> String {
    words.chunks(length).map(|some| some.join(" ") + ".").collect::<Vec<_>>().join("\n\n")
}

/// Every third paragraph with every ninth word another; the first paragraph stands last.
fn revised(words: &[String]) -> Vec<String> {
    let changed = |(place, word): (usize, &String)| {
        let other = (place / PARAGRAPH).is_multiple_of(3) && place.is_multiple_of(9);
        if other { format!("{word}y") } else { word.clone() }
    };
    let mut words: Vec<String> = words.iter().enumerate().map(changed).collect();
    words.rotate_left(PARAGRAPH);
    words
}
