//! GIFT, as Moodle writes it: `[html]` for the notation, everything that could mean something escaped, one line for each answer.

use super::{
    Said,
    html::{html, line, tell, words},
};
use crate::authoring::{Answers, Choice, Question, Tolerance, Written, exchange::gift::scan::escaped};

/// A question, or why GIFT has no kind for it.
pub(super) fn question(Written(question): &Written, lost: &mut Vec<String>) -> Said {
    let answers = answers(question, lost)?;
    let tags: String = question.tags.iter().map(|tag| format!(" [tag:{tag}]")).collect();
    if question.points > 1 {
        tell(lost, "GIFT holds no points: it is worth 1");
    }
    let prompt = html(&question.prompt, false, lost).html;
    let general = match &question.answers {
        Answers::Text { model, .. } => {
            tell(lost, "GIFT holds no length and no model answer: the model answer stands for the rationale");
            html(model, false, lost).html
        }
        _ => html(&question.rationale, false, lost).html,
    };
    let head = format!("// [id:{}]{tags}\n::{}::[html]{}", question.slug, question.slug, escaped(&prompt));
    Ok(format!("{head}{{{answers}\n####{}\n}}\n", marked("html", &general)))
}

fn answers(question: &Question, lost: &mut Vec<String>) -> Said {
    Ok(match &question.answers {
        Answers::Single { options } => options.iter().map(|option| choice(option, if option.right { "=" } else { "~" }, lost)).collect(),
        Answers::Multiple { options } => {
            let weights = super::moodle::weights(options, lost);
            options.iter().zip(weights).map(|(option, weight)| choice(option, &format!("~%{weight}%"), lost)).collect()
        }
        Answers::Numeric { value, tolerance, unit } => {
            if unit.is_some() {
                tell(lost, "GIFT holds no unit of a number: write it into the question");
            }
            if matches!(tolerance, Tolerance::Percent(_)) {
                tell(lost, "a tolerance in percent is one in the number's own unit");
            }
            format!("#\n={value}:{}", tolerance.around(*value))
        }
        Answers::Short { accepted } => {
            accepted.iter().map(|answer| format!("\n={}", marked("plain", &answer.replace('*', "\\*")))).collect()
        }
        Answers::Matching { lefts, rights, pairs } => {
            let mut pair = |left: &str, right: usize| format!("\n={} -> {}", marked("html", left), escaped(&words(&rights[right], lost)));
            let of_lefts: Vec<String> = lefts.iter().zip(pairs).map(|(left, right)| pair(&line(left, &mut Vec::new()), *right)).collect();
            let unused = (0..rights.len()).filter(|right| !pairs.contains(right)).map(|right| pair("", right));
            of_lefts.into_iter().chain(unused).collect()
        }
        Answers::Ordering { .. } => return Err("GIFT has no word for bringing things into order: export Moodle XML".to_owned()),
        Answers::Text { .. } => String::new(),
    })
}

fn choice(option: &Choice, mark: &str, lost: &mut Vec<String>) -> String {
    if option.fixed {
        tell(lost, "GIFT cannot say that an option keeps its place");
    }
    let feedback =
        option.feedback.as_ref().map(|feedback| format!("#{}", marked("html", &html(feedback, false, lost).html))).unwrap_or_default();
    format!("\n{mark}{}{feedback}", marked("html", &line(&option.html, lost)))
}

/// A text in the notation of its question, which is said again only where the text begins with a bracket as a notation does; a percent sign
/// at its beginning would be a weight.
fn marked(notation: &str, text: &str) -> String {
    let mark = if text.starts_with(['[', '%']) { format!("[{notation}]") } else { String::new() };
    format!("{mark}{}", escaped(text))
}
