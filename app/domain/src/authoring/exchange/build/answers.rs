//! The answers of an imported question, and why the right one is right.

use super::{Answers, Draft, DraftAnswers, Question, Text, Texts};
use crate::{
    authoring::{
        Choice, Tolerance, WordRange,
        exchange::{draft::Weighed, text},
    },
    text::squeezed,
};

/// The most options, pairs and items.
const MOST: usize = 50;
/// The most accepted answers.
const MOST_ACCEPTED: usize = 200;
/// What a length is where none is asked for.
const WORDS: WordRange = WordRange { min: 50, max: 300 };

/// The rationale where there is none: no draft is published with it.
pub(in crate::authoring) const NO_RATIONALE: &str = "Compare your answer with the right one.";

/// The question of a draft, without id, tags and points.
pub(super) fn question(draft: &Draft, texts: &mut Texts, changes: &mut Vec<String>) -> Result<Question, String> {
    let prompt = texts.block(&draft.prompt);
    if prompt.is_empty() && texts.refused.is_none() {
        return Err("it has no text above its answers".to_owned());
    }
    let rationale = draft.rationale.as_ref().map(|text| texts.block(text)).filter(|text| !text.is_empty());
    let (answers, rationale) = match &draft.answers {
        DraftAnswers::Essay { words, model } => essay(*words, model.as_ref(), draft.rationale.as_ref(), rationale, texts, changes)?,
        answers => {
            let answers = scored(answers, texts, changes)?;
            (answers, rationale)
        }
    };
    let rationale = rationale.unwrap_or_else(|| missing_rationale(&answers, changes));
    Ok(Question { slug: String::new(), points: 1, tags: Vec::new(), bank: None, prompt, answers, rationale })
}

/// A question of ours has a rationale. Where there is none, that of the right option will do, and else a sentence that claims nothing.
fn missing_rationale(answers: &Answers, changes: &mut Vec<String>) -> String {
    let right = match answers {
        Answers::Single { options } => options.iter().find(|option| option.right).and_then(|option| option.feedback.clone()),
        _ => None,
    };
    changes.push(match right {
        Some(_) => "it has no general feedback: its rationale is the feedback to the right option".to_owned(),
        None => "it has no general feedback: write after `Why:` why the right answer is right".to_owned(),
    });
    right.unwrap_or_else(|| NO_RATIONALE.to_owned())
}

fn scored(answers: &DraftAnswers, texts: &mut Texts, changes: &mut Vec<String>) -> Result<Answers, String> {
    match answers {
        DraftAnswers::Choice { one, fixed, options } => {
            enough(options.len(), "options")?;
            let right = if *one { right_one(options, changes)? } else { right_ones(options, changes)? };
            let options = options.iter().zip(right).map(|(option, right)| choice(option, right, *fixed, texts)).collect();
            Ok(if *one { Answers::Single { options } } else { Answers::Multiple { options } })
        }
        DraftAnswers::Short(accepted) => short(accepted, changes),
        DraftAnswers::Numeric { answers, unit } => numeric(answers, unit.as_deref(), changes),
        DraftAnswers::Matching(pairs) => matching(pairs, texts),
        DraftAnswers::Ordering(items) => ordering(items, texts),
        DraftAnswers::Essay { .. } => Err("free text is not scored".to_owned()),
    }
}

fn enough(count: usize, what: &str) -> Result<(), String> {
    match count {
        0..2 => Err(format!("it has fewer than two {what}")),
        2..=MOST => Ok(()),
        _ => Err(format!("it has {count} {what}, and at most {MOST} are possible")),
    }
}

fn choice(option: &Weighed<Text>, right: bool, fixed: bool, texts: &mut Texts) -> Choice {
    let feedback = option.feedback.as_ref().map(|text| texts.block(text)).filter(|text| !text.is_empty());
    Choice { html: texts.line(&option.answer), right, fixed, feedback }
}

fn is_full(percent: f64) -> bool {
    percent > 99.9
}

/// Which option is the right one: that which is worth all points.
fn right_one(options: &[Weighed<Text>], changes: &mut Vec<String>) -> Result<Vec<bool>, String> {
    let right: Vec<bool> = options.iter().map(|option| is_full(option.percent)).collect();
    match right.iter().filter(|right| **right).count() {
        1 => {}
        0 => return Err("no option is worth all points: mark one as right".to_owned()),
        several => return Err(format!("{several} options are right, each by itself: with us one is, or several are right together")),
    }
    if options.iter().any(|option| option.percent > 0.0 && !is_full(option.percent)) {
        changes.push("options that were partly right are wrong now".to_owned());
    }
    if options.iter().any(|option| option.percent < 0.0) {
        changes.push("a wrong option takes no points away".to_owned());
    }
    Ok(right)
}

/// Which options are right together: those that are worth points. Each counts the same, and a wrong one takes as much away.
fn right_ones(options: &[Weighed<Text>], changes: &mut Vec<String>) -> Result<Vec<bool>, String> {
    let right: Vec<bool> = options.iter().map(|option| option.percent > 0.0).collect();
    let count = right.iter().filter(|right| **right).count();
    if count == 0 {
        return Err("no option is worth points: mark the right ones".to_owned());
    }
    let each = 100.0 / count as f64;
    let differs = |option: &Weighed<Text>, expected: f64| (option.percent - expected).abs() > 0.5;
    if options.iter().any(|option| option.percent > 0.0 && differs(option, each)) {
        changes.push("each right option counts the same, whatever it was worth".to_owned());
    }
    if options.iter().any(|option| option.percent <= 0.0 && differs(option, -each)) {
        changes.push("a wrong option takes away as much as a right one gives, whatever it was worth".to_owned());
    }
    Ok(right)
}

fn short(answers: &[Weighed<String>], changes: &mut Vec<String>) -> Result<Answers, String> {
    if answers.len() > MOST_ACCEPTED {
        return Err(format!("it has {} accepted answers, and at most {MOST_ACCEPTED} are possible", answers.len()));
    }
    let mut accepted: Vec<String> = Vec::new();
    for answer in answers {
        let seen: String = answer.answer.chars().filter(|c| text::is_kept(*c) || c.is_whitespace()).collect();
        let words = squeezed(&seen);
        // A star stands for any words, unless a backslash is before it.
        if words.replace("\\*", "").contains('*') {
            changes.push(format!("the answer `{words}` is left out: a star stands for nothing with us"));
        } else if !is_full(answer.percent) {
            changes.push(format!("the answer `{words}` is left out: it is not worth all points"));
        } else {
            accepted.push(words.replace("\\*", "*"));
        }
    }
    if accepted.is_empty() {
        return Err("no accepted answer is left: write at least one that is worth all points, without a star".to_owned());
    }
    if answers.iter().any(|answer| answer.feedback.is_some()) {
        changes.push("feedback to single answers is not kept: write it into the rationale".to_owned());
    }
    Ok(Answers::Short { accepted })
}

fn numeric(answers: &[Weighed<(f64, f64)>], unit: Option<&str>, changes: &mut Vec<String>) -> Result<Answers, String> {
    let Some(right) = answers.iter().find(|answer| is_full(answer.percent)) else {
        return Err("no number is worth all points: mark one as right".to_owned());
    };
    if answers.len() > 1 {
        changes.push("of several numbers the first that is worth all points is kept".to_owned());
    }
    if answers.iter().any(|answer| answer.feedback.is_some()) {
        changes.push("feedback to single numbers is not kept: write it into the rationale".to_owned());
    }
    let unit = unit.map(squeezed).filter(|unit| !unit.is_empty());
    let (value, tolerance) = right.answer;
    Ok(Answers::Numeric { value, tolerance: Tolerance::Absolute(tolerance), unit })
}

fn matching(pairs: &[(Text, Text)], texts: &mut Texts) -> Result<Answers, String> {
    enough(pairs.len(), "pairs")?;
    let pairs: Vec<(String, String)> = pairs.iter().map(|(left, right)| (texts.line(left), texts.line(right))).collect();
    if pairs.iter().any(|(_, right)| right.is_empty()) && texts.refused.is_none() {
        return Err("a pair has no right side".to_owned());
    }
    let mut rights: Vec<String> = pairs.iter().map(|(_, right)| right.clone()).collect();
    rights.sort();
    rights.dedup();
    let with_left = pairs.into_iter().filter(|(left, _)| !left.is_empty());
    let (lefts, of_lefts): (Vec<String>, Vec<String>) = with_left.unzip();
    let pairs = of_lefts.iter().filter_map(|right| rights.iter().position(|known| known == right)).collect();
    Ok(Answers::Matching { lefts, rights, pairs })
}

fn ordering(items: &[Text], texts: &mut Texts) -> Result<Answers, String> {
    enough(items.len(), "items")?;
    let in_order: Vec<String> = items.iter().map(|item| texts.line(item)).collect();
    let mut items = in_order.clone();
    items.sort();
    let order = in_order.iter().filter_map(|item| items.iter().position(|known| known == item)).collect();
    Ok(Answers::Ordering { items, order })
}

/// Free text needs a model answer; where none is by itself, the general feedback is one.
fn essay(
    (least, most): (Option<u32>, Option<u32>),
    model: Option<&Text>,
    general: Option<&Text>,
    rationale: Option<String>,
    texts: &mut Texts,
    changes: &mut Vec<String>,
) -> Result<(Answers, Option<String>), String> {
    let words = match (least, most) {
        (None, None) => {
            changes.push(format!("it asks for no length: `words: {WORDS}` was put in"));
            WORDS
        }
        (least, most) => {
            let max = most.unwrap_or_else(|| least.unwrap_or(1).saturating_mul(3)).clamp(1, 3_000);
            WordRange { min: least.unwrap_or(1).min(max), max }
        }
    };
    if let Some(model) = model.map(|text| texts.together(text)).filter(|model| !model.is_empty()) {
        return Ok((Answers::Text { words, model }, rationale));
    }
    let model = general.map(|text| texts.together(text)).filter(|model| !model.is_empty());
    let model = model.ok_or("a question answered in free text needs a model answer: write one as its general feedback")?;
    changes.push("its general feedback is its model answer now".to_owned());
    Ok((Answers::Text { words, model }, Some("Compare your answer with the model answer.".to_owned())))
}
