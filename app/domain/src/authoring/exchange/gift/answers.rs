//! What stands between the braces. Its kind is told from its marks, in Moodle's order: nothing, `#`, `~`, `->`, a truth, a word.

use super::{
    super::draft::{DraftAnswers, Notation, Text, Weighed},
    scan::{find, pieces, unescaped},
    text_in,
};

/// The answers, and what had to be left out.
#[derive(Debug)]
pub(super) struct Read {
    pub answers: DraftAnswers,
    pub left_out: Vec<String>,
}

/// Reads the answers of a question whose prompt is in this notation, or says why not.
pub(super) fn read(text: &str, notation: Notation) -> Result<Read, String> {
    let mut left_out = Vec::new();
    let answers = if text.is_empty() {
        DraftAnswers::Essay { words: (None, None), model: None }
    } else if let Some(numbers) = text.strip_prefix('#') {
        numeric(numbers, notation, &mut left_out)?
    } else if find(text, "~").is_some() {
        choice(text, notation)?
    } else if find(text, "=").is_some() && find(text, "->").is_some() {
        matching(text, notation)?
    } else if let Some(answers) = truth(text, notation) {
        answers
    } else {
        DraftAnswers::Short(pieces(text, &['=']).into_iter().map(|piece| word(piece, notation)).collect::<Result<_, _>>()?)
    };
    Ok(Read { answers, left_out })
}

/// `answer#feedback`
fn with_feedback(text: &str, notation: Notation) -> (&str, Option<Text>) {
    match find(text, "#") {
        Some(at) => (text[..at].trim(), Some(text_in(&text[at + 1..], notation)).filter(|text| !text.is_empty())),
        None => (text.trim(), None),
    }
}

/// `%50%answer`
fn weight(text: &str) -> Result<(Option<f64>, &str), String> {
    let Some((number, rest)) = text.trim().strip_prefix('%').and_then(|rest| rest.split_once('%')) else { return Ok((None, text.trim())) };
    match number.trim().parse::<f64>() {
        Ok(percent) if (-100.0..=100.0).contains(&percent) => Ok((Some(percent), rest.trim())),
        _ => Err(format!("`%{number}%` is no weight from -100 to 100")),
    }
}

fn choice(text: &str, notation: Notation) -> Result<DraftAnswers, String> {
    let pieces = pieces(text, &['~', '=']);
    let mut options = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        let Some(rest) = piece.strip_prefix(['~', '=']) else { return Err(format!("`{piece}` has no ~ or = before it")) };
        let (percent, rest) = if piece.starts_with('=') { (Some(100.0), rest) } else { weight(rest)? };
        let (answer, feedback) = with_feedback(rest, notation);
        options.push(Weighed { answer: text_in(answer, notation), percent: percent.unwrap_or(0.0), feedback });
    }
    let one = pieces.iter().any(|piece| piece.starts_with('='));
    Ok(DraftAnswers::Choice { one, fixed: false, options })
}

/// `T#told who is wrong#told who is right`
fn truth(text: &str, notation: Notation) -> Option<DraftAnswers> {
    let (answer, rest) = text.split_at(find(text, "#").unwrap_or(text.len()));
    let truth = match answer.trim() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let (wrong, right) = match rest.strip_prefix('#') {
        Some(rest) => rest.split_at(find(rest, "#").unwrap_or(rest.len())),
        None => ("", ""),
    };
    let told = |text: &str| Some(text_in(text.strip_prefix('#').unwrap_or(text), notation)).filter(|text| !text.is_empty());
    let option = |value: bool| Weighed {
        answer: Text::plain(if value { "True" } else { "False" }),
        percent: if value == truth { 100.0 } else { 0.0 },
        feedback: told(if value == truth { right } else { wrong }),
    };
    Some(DraftAnswers::Choice { one: true, fixed: true, options: vec![option(true), option(false)] })
}

/// `=%80%answer#feedback`
fn word(piece: &str, notation: Notation) -> Result<Weighed<String>, String> {
    let (percent, rest) = weight(piece.strip_prefix('=').unwrap_or(piece))?;
    let (answer, feedback) = with_feedback(rest, notation);
    Ok(Weighed { answer: text_in(answer, Notation::Plain).source, percent: percent.unwrap_or(100.0), feedback })
}

fn matching(text: &str, notation: Notation) -> Result<DraftAnswers, String> {
    let pair = |piece: &str| {
        let piece = piece.strip_prefix('=').unwrap_or(piece);
        let at = find(piece, "->").ok_or_else(|| format!("`{piece}` has no -> between its sides"))?;
        Ok((text_in(&piece[..at], notation), Text::plain(unescaped(&piece[at + 2..]).trim())))
    };
    Ok(DraftAnswers::Matching(pieces(text, &['=']).into_iter().map(pair).collect::<Result<_, String>>()?))
}

fn numeric(text: &str, notation: Notation, left_out: &mut Vec<String>) -> Result<DraftAnswers, String> {
    let text = match find(text, "~") {
        Some(wrong) => {
            left_out.push("the feedback to every other number is not kept".to_owned());
            &text[..wrong]
        }
        None => text,
    };
    if text.trim().is_empty() {
        return Err("there is no number after its #".to_owned());
    }
    let mut answers = Vec::new();
    for piece in pieces(text.trim(), &['=']) {
        let Weighed { answer, percent, feedback } = word(piece, notation)?;
        let number = number(&answer)
            .ok_or_else(|| format!("`{answer}` is no number with a tolerance, such as 5:0.5, and no range, such as 4..6"))?;
        answers.push(Weighed { answer: number, percent, feedback });
    }
    Ok(DraftAnswers::Numeric { answers, unit: None })
}

/// `5`, `5:0.5` or `4.5..5.5`: a number and how far off still counts.
fn number(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some((least, most)) = text.split_once("..") {
        let (least, most) = (number(least)?, number(most)?);
        return (least <= most).then_some((f64::midpoint(least, most), (most - least) / 2.0));
    }
    match text.split_once(':') {
        Some((value, tolerance)) => Some((number(value)?, number(tolerance)?.abs())),
        None => Some((number(text)?, 0.0)),
    }
}
