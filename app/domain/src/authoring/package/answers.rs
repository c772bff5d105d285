//! The answers of a question, each kind in its own writing.

use super::{
    Report,
    front_matter::{Fields, Placed},
    question::Texts,
    unit,
};
use crate::{
    authoring::{Answers, Choice, QuestionKind, Tolerance},
    learning::quiz,
};

type Lines<'l, 't> = &'l [Placed<&'t str>];

/// Reads the answers of a question of this kind, which begins on `line`.
pub(super) fn read(kind: QuestionKind, lines: Lines, line: usize, texts: &mut dyn Texts, report: &mut Report) -> Option<Answers> {
    let Some((first, _)) = lines.first() else {
        report.say(line, "the question has no answers: after its prompt come an empty line and the answers");
        return None;
    };
    match kind {
        QuestionKind::Single => choices(lines, ('(', ')'), texts, report).and_then(|options| single(options, *first, report)),
        QuestionKind::Multiple => choices(lines, ('[', ']'), texts, report).and_then(|options| multiple(options, *first, report)),
        QuestionKind::Numeric => numeric(lines, report),
        QuestionKind::Matching => matching(lines, texts, report),
        QuestionKind::Ordering => ordering(lines, texts, report),
        QuestionKind::Short => short(lines, report),
        QuestionKind::Text => text(lines, texts, report),
    }
}

/// Answers end at an empty line: what looks like an answer further up is one that was cut off.
pub(super) fn check_gaps(kind: QuestionKind, prompt: Lines, report: &mut Report) {
    let looks_like_answer = |text: &str| match kind {
        QuestionKind::Single | QuestionKind::Multiple => ["( )", "(x)", "[ ]", "[x]"].iter().any(|mark| text.starts_with(mark)),
        QuestionKind::Numeric | QuestionKind::Short => text.starts_with("= "),
        QuestionKind::Matching => text.contains(" => "),
        QuestionKind::Ordering => false,
        QuestionKind::Text => text.starts_with("words:") || text.starts_with("model:"),
    };
    if let Some((line, _)) = prompt.iter().find(|(_, text)| looks_like_answer(text)) {
        report.say(*line, "an answer stands apart from the others: no empty lines between answers, and one before the first");
    }
}

fn choices(lines: Lines, marks: (char, char), texts: &mut dyn Texts, report: &mut Report) -> Option<Vec<Choice>> {
    let (empty, full) = (format!("{}{}{}", marks.0, ' ', marks.1), format!("{}x{}", marks.0, marks.1));
    let mut options: Vec<Choice> = Vec::new();
    let mut at = 0;
    let mut whole = true;
    while let Some((line, text)) = lines.get(at).copied() {
        at += 1;
        let right = text.starts_with(&full);
        let Some(rest) = text.strip_prefix(&full).or_else(|| text.strip_prefix(&empty)) else {
            report.say(
                line,
                format!("an option is one line that begins with {empty} or {full}; under it, indented, its feedback: `    > …`"),
            );
            whole = false;
            continue;
        };
        let (rest, fixed) = rest.strip_prefix('!').map_or((rest, false), |rest| (rest, true));
        let feedback: Vec<Placed<&str>> = lines[at..].iter().map_while(feedback_line).collect();
        at += feedback.len();
        let html = texts.inline((line, rest), report);
        if html.is_empty() {
            report.say(line, "the option has no text");
            whole = false;
        } else if options.iter().any(|option| option.html == html) {
            report.say(line, "the option is there twice");
            whole = false;
        }
        let feedback = (!feedback.is_empty()).then(|| texts.block(&feedback, report));
        options.push(Choice { html, right, fixed, feedback });
    }
    whole.then_some(options)
}

fn feedback_line<'t>((line, text): &Placed<&'t str>) -> Option<Placed<&'t str>> {
    let text = text.starts_with([' ', '\t']).then(|| text.trim_start().strip_prefix('>'))??;
    Some((*line, text.strip_prefix(' ').unwrap_or(text)))
}

fn single(options: Vec<Choice>, line: usize, report: &mut Report) -> Option<Answers> {
    let right = options.iter().filter(|option| option.right).count();
    if right != 1 {
        report.say(line, format!("{right} options are marked (x): mark exactly one, or use `kind: multiple` with [x]"));
    }
    enough(options.len(), line, "options", report)?;
    (right == 1).then_some(Answers::Single { options })
}

fn multiple(options: Vec<Choice>, line: usize, report: &mut Report) -> Option<Answers> {
    let right = options.iter().any(|option| option.right);
    if !right {
        report.say(line, "no option is marked [x]: mark at least one");
    }
    enough(options.len(), line, "options", report)?;
    right.then_some(Answers::Multiple { options })
}

fn enough(count: usize, line: usize, what: &str, report: &mut Report) -> Option<()> {
    if count < 2 {
        report.say(line, format!("there are fewer than two {what}"));
        return None;
    }
    if count > 50 {
        report.say(line, format!("there are more than 50 {what}"));
        return None;
    }
    Some(())
}

fn numeric(lines: Lines, report: &mut Report) -> Option<Answers> {
    let (line, text) = *lines.first()?;
    let how = "write the right number and its tolerance, `= 5000 +- 50` or `= 5000 +- 1%` (`+- 0` is exact)";
    let parts = text.strip_prefix("= ").and_then(|text| text.split_once("+-"));
    let answer = parts.and_then(|(value, tolerance)| Some((quiz::parse_number(&plain(value))?, read_tolerance(tolerance.trim())?)));
    if answer.is_none() {
        report.say(line, how);
    }
    let mut fields = Fields::read(&lines[1..], line, report);
    let unit = fields.optional("unit", report).map(|(_, unit)| plain(unit));
    fields.refuse_rest("under the number may stand `unit: …`", report);
    let (value, tolerance) = answer?;
    Some(Answers::Numeric { value, tolerance, unit })
}

fn read_tolerance(text: &str) -> Option<Tolerance> {
    let number = |text: &str| quiz::parse_number(&plain(text)).filter(|off| *off >= 0.0);
    match text.strip_suffix('%') {
        Some(percent) => number(percent).map(Tolerance::Percent),
        None => number(text).map(Tolerance::Absolute),
    }
}

fn matching(lines: Lines, texts: &mut dyn Texts, report: &mut Report) -> Option<Answers> {
    let (mut lefts, mut of_lefts, mut rights) = (Vec::new(), Vec::new(), Vec::new());
    let mut whole = true;
    for (line, text) in lines.iter().copied() {
        let Some((left, right)) = text.split_once("=>").filter(|(_, right)| !right.trim().is_empty()) else {
            report.say(line, "write `left => right`, or `=> right` for a right side that belongs to none");
            whole = false;
            continue;
        };
        let right = texts.inline((line, right), report);
        if !left.trim().is_empty() {
            let left = texts.inline((line, left), report);
            if lefts.contains(&left) {
                report.say(line, "this left side is there twice");
                whole = false;
            }
            lefts.push(left);
            of_lefts.push(right.clone());
        } else if rights.contains(&right) {
            report.say(line, "this right side is there already");
            whole = false;
        }
        if !rights.contains(&right) {
            rights.push(right);
        }
    }
    enough(lefts.len(), lines.first()?.0, "lines `left => right`", report)?;
    enough(rights.len(), lines.first()?.0, "different right sides", report)?;
    rights.sort();
    let pairs = of_lefts.iter().filter_map(|right| rights.iter().position(|known| known == right)).collect();
    whole.then_some(Answers::Matching { lefts, rights, pairs })
}

fn ordering(lines: Lines, texts: &mut dyn Texts, report: &mut Report) -> Option<Answers> {
    let mut in_order: Vec<String> = Vec::new();
    let mut whole = true;
    for (index, (line, text)) in lines.iter().copied().enumerate() {
        let Some(item) = text.strip_prefix(&format!("{}. ", index + 1)).filter(|item| !item.trim().is_empty()) else {
            report.say(line, format!("write the items in their right order, each on one line; this one begins with `{}. `", index + 1));
            whole = false;
            continue;
        };
        let item = texts.inline((line, item), report);
        if in_order.contains(&item) {
            report.say(line, "this item is there twice");
            whole = false;
        }
        in_order.push(item);
    }
    enough(lines.len(), lines.first()?.0, "items", report)?;
    let mut items = in_order.clone();
    items.sort();
    let order = in_order.iter().filter_map(|item| items.iter().position(|known| known == item)).collect();
    whole.then_some(Answers::Ordering { items, order })
}

fn short(lines: Lines, report: &mut Report) -> Option<Answers> {
    let mut accepted = Vec::new();
    for (line, text) in lines.iter().copied() {
        match text.strip_prefix("= ").map(plain).filter(|answer| !quiz::folded(answer).is_empty()) {
            Some(answer) => accepted.push(answer),
            None => report.say(line, "write each accepted answer on a line of its own, `= accepted answer`, with a letter or digit in it"),
        }
    }
    (accepted.len() == lines.len()).then_some(Answers::Short { accepted })
}

fn text(lines: Lines, texts: &mut dyn Texts, report: &mut Report) -> Option<Answers> {
    let line = lines.first()?.0;
    let model = lines.iter().position(|(_, text)| text.starts_with("model:"));
    if model.is_none() {
        report.say(line, "`model:` is missing: write a model answer after it");
    }
    let (head, model) = lines.split_at(model.unwrap_or(lines.len()));
    let mut fields = Fields::read(head, line, report);
    let words = unit::words(&mut fields, true, report);
    fields.refuse_rest("a text question has `words:` and then `model:`", report);
    let mut model = model.to_vec();
    let first = model.first_mut()?;
    first.1 = first.1.strip_prefix("model:").unwrap_or(first.1).trim_start();
    let model = texts.block(&model, report);
    if model.is_empty() {
        report.say(line, "`model:` has no text: write a model answer");
        return None;
    }
    Some(Answers::Text { words: words?, model })
}

/// A value that is no Markdown but may hold its escapes: `\$5,000`.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => plain.extend(chars.next()),
            _ => plain.push(c),
        }
    }
    plain
}
