//! What a student answered, and whether it can be an answer to that question at all.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::parse_number;
use crate::authoring::{Answers, Question};

/// The longest answer to a question of kind `text`, and to a case, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The longest answer to a question of kind `short`, in characters.
pub const LONGEST_SHORT: usize = 500;
/// The longest typed number, in characters.
pub const LONGEST_NUMBER: usize = 64;

/// What a student answered. Indexes are those of [`Answers`], whatever order was shown. An empty response takes an earlier
/// one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// The options chosen; for `single` at most one.
    Options(Vec<usize>),
    /// A number as it was typed.
    Number(String),
    /// For each left side the index of the right side chosen, if one was.
    Pairs(Vec<Option<usize>>),
    /// All items, in the order the student gave them.
    Order(Vec<usize>),
    /// What was written, for `short` and `text`.
    Text(String),
}

impl Response {
    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Options(chosen) => chosen.is_empty(),
            Self::Pairs(pairs) => pairs.iter().all(Option::is_none),
            Self::Order(order) => order.is_empty(),
            Self::Number(text) | Self::Text(text) => text.trim().is_empty(),
        }
    }
}

/// Why a response cannot be an answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseFault {
    /// It answers a question of another kind, or names what the question does not have. Only a broken or hostile client does this.
    Misfit,
    /// More than one option where one is right.
    TooMany,
    /// Not a number in any accepted form.
    NotANumber,
    /// Longer than this many characters.
    TooLong(usize),
    /// A character that cannot be kept.
    BadCharacter,
}

impl fmt::Display for ResponseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misfit => f.write_str("This answer does not fit the question. Reload the page and answer again."),
            Self::TooMany => f.write_str("Choose one option."),
            Self::NotANumber => f.write_str("Write a number, such as 1,234.50."),
            Self::TooLong(most) => write!(f, "Write at most {most} characters."),
            Self::BadCharacter => f.write_str("The text has a control character that cannot be kept. Type it without."),
        }
    }
}

/// Whether the response can be an answer to the question: of its kind, within its options, of bounded size.
pub fn validate(question: &Question, response: &Response) -> Result<(), ResponseFault> {
    match (&question.answers, response) {
        (Answers::Single { options }, Response::Options(chosen)) => {
            distinct_below(chosen, options.len())?;
            if chosen.len() > 1 { Err(ResponseFault::TooMany) } else { Ok(()) }
        }
        (Answers::Multiple { options }, Response::Options(chosen)) => distinct_below(chosen, options.len()),
        (Answers::Numeric { .. }, Response::Number(typed)) => valid_number(typed),
        (Answers::Matching { lefts, rights, .. }, Response::Pairs(pairs)) => {
            let fits = pairs.len() == lefts.len() && pairs.iter().flatten().all(|right| *right < rights.len());
            if fits { Ok(()) } else { Err(ResponseFault::Misfit) }
        }
        (Answers::Ordering { items, .. }, Response::Order(order)) => {
            distinct_below(order, items.len())?;
            if order.is_empty() || order.len() == items.len() { Ok(()) } else { Err(ResponseFault::Misfit) }
        }
        (Answers::Short { .. }, Response::Text(text)) => valid_text(text, LONGEST_SHORT),
        (Answers::Text { .. }, Response::Text(text)) => valid_text(text, LONGEST_TEXT),
        _ => Err(ResponseFault::Misfit),
    }
}

/// Whether a written text can be kept: of at most so many characters, no control characters but tabs and line ends.
pub fn valid_text(text: &str, most: usize) -> Result<(), ResponseFault> {
    if text.chars().count() > most {
        return Err(ResponseFault::TooLong(most));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(ResponseFault::BadCharacter);
    }
    Ok(())
}

fn valid_number(typed: &str) -> Result<(), ResponseFault> {
    valid_text(typed, LONGEST_NUMBER)?;
    if typed.trim().is_empty() || parse_number(typed).is_some() { Ok(()) } else { Err(ResponseFault::NotANumber) }
}

/// Whether the indexes are all below `count` and each there once.
fn distinct_below(indexes: &[usize], count: usize) -> Result<(), ResponseFault> {
    let mut seen = vec![false; count];
    for index in indexes {
        match seen.get_mut(*index) {
            Some(seen) if !*seen => *seen = true,
            _ => return Err(ResponseFault::Misfit),
        }
    }
    Ok(())
}
