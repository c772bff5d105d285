//! Writes a question as a block of a unit's text: the other way around from `question`.

use crate::authoring::{Answers, Choice, Tolerance, Written};

/// The block with its fences, as it stands in a unit. Reading it as written gives the same question, provided that texts which must
/// be one line are, and that no line of the prompt looks like an answer.
pub(in crate::authoring) fn block(written: &Written) -> String {
    let body = body(written);
    let fence = "`".repeat(longest_fence(&body).max(2) + 1);
    format!("{fence}question\n{body}\n{fence}\n")
}

fn body(Written(question): &Written) -> String {
    let mut head = format!("id: {}\nkind: {}\n", question.slug, question.kind());
    if question.kind().is_scored() && question.points != 1 {
        head.push_str(&format!("points: {}\n", question.points));
    }
    if !question.tags.is_empty() {
        head.push_str(&format!("tags: {}\n", question.tags.join(", ")));
    }
    if let Some(bank) = &question.bank {
        head.push_str(&format!("bank: {bank}\n"));
    }
    format!("{head}\n{}\n\n{}\n\nWhy: {}", question.prompt, answers(&question.answers), question.rationale)
}

fn answers(answers: &Answers) -> String {
    match answers {
        Answers::Single { options } => choices(options, ['(', ')']),
        Answers::Multiple { options } => choices(options, ['[', ']']),
        Answers::Numeric { value, tolerance, unit } => {
            let tolerance = match tolerance {
                Tolerance::Absolute(off) => off.to_string(),
                Tolerance::Percent(percent) => format!("{percent}%"),
            };
            let unit = unit.as_deref().map(|unit| format!("\nunit: {}", escaped(unit))).unwrap_or_default();
            format!("= {value} +- {tolerance}{unit}")
        }
        Answers::Matching { lefts, rights, pairs } => {
            let of_lefts = lefts.iter().zip(pairs).map(|(left, right)| format!("{left} => {}", rights[*right]));
            let unused = rights.iter().enumerate().filter(|(index, _)| !pairs.contains(index)).map(|(_, right)| format!("=> {right}"));
            lines(of_lefts.chain(unused))
        }
        Answers::Ordering { items, order } => {
            lines(order.iter().enumerate().map(|(index, item)| format!("{}. {}", index + 1, items[*item])))
        }
        Answers::Short { accepted } => lines(accepted.iter().map(|answer| format!("= {}", escaped(answer)))),
        Answers::Text { words, model } => format!("words: {words}\nmodel: {model}"),
    }
}

fn choices(options: &[Choice], marks: [char; 2]) -> String {
    lines(options.iter().map(|option| {
        let (right, fixed) = (if option.right { 'x' } else { ' ' }, if option.fixed { "!" } else { "" });
        let feedback = option.feedback.iter().flat_map(|feedback| feedback.split('\n'));
        let feedback: String = feedback.map(|line| format!("\n    > {line}").trim_end().to_owned()).collect();
        format!("{}{right}{}{fixed} {}{feedback}", marks[0], marks[1], option.html)
    }))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// A value that is no Markdown: a backslash in it would be taken for one that escapes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
}

/// The most backticks at the beginning of a line, where they could end the block.
fn longest_fence(text: &str) -> usize {
    let run = |line: &str| line.trim_start_matches([' ', '\t', '>']).bytes().take_while(|b| *b == b'`').count();
    text.split('\n').map(run).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::authoring::package::{
        question_of,
        tests::{package, starter},
        unit_sources,
    };

    /// Every question of the starter module and of the sample, written and read again.
    #[test]
    fn a_question_that_is_written_and_read_again_is_the_same() {
        let mut kinds = std::collections::BTreeSet::new();
        for files in [package().files, starter().files] {
            for unit in unit_sources(&files).unwrap() {
                for (_, written) in unit.questions {
                    let block = super::block(&written);
                    let read = question_of(&block, &files).unwrap_or_else(|faults| panic!("{faults:?} in\n{block}"));
                    assert_eq!(read.0, written, "{block}");
                    kinds.insert(written.0.kind());
                }
            }
        }
        assert_eq!(kinds.len(), crate::authoring::QuestionKind::ALL.len());
    }
}
