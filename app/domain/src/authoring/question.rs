//! A question with all its author knows about it, right answers included. What a student may see of it before answering is
//! made by `learning::quiz`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::WordRange;
use crate::ids::QuestionId;

/// A question as its author wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id its author gave it: unique in the module, never reused for another question.
    pub slug: String,
    /// What a right answer is worth; 0 when the kind is not scored.
    pub points: u32,
    /// Codes of competencies and the like.
    pub tags: Vec<String>,
    /// The question of the bank that it was taken from or put into, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<BankMark>,
    /// HTML.
    pub prompt: String,
    /// The answers, by kind.
    pub answers: Answers,
    /// Why the right answer is right, shown after submission. HTML.
    pub rationale: String,
}

impl Question {
    /// The kind of its answers.
    pub fn kind(&self) -> QuestionKind {
        self.answers.kind()
    }

    /// All of it as text, without the number of its version, which stands in the addresses of its figures: the same text is the same
    /// question, in whatever version, and wherever the bank is named.
    #[cfg(feature = "db")]
    pub fn in_any_version(&self, number: i64) -> String {
        let question = Self { bank: None, ..self.clone() };
        serde_json::to_string(&question).unwrap_or_default().replace(&format!("/versions/{number}/files/"), "/versions/files/")
    }
}

/// A version of a question of the bank, as a question names it: `icer-of-b@3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BankMark {
    /// The question's name in the bank.
    pub slug: String,
    /// The version's number, from 1.
    pub number: i64,
}

impl BankMark {
    /// Reads `icer-of-b@3`; nothing if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let (slug, digits) = text.split_once('@')?;
        let number = digits.parse().ok().filter(|number| (1..=1_000_000).contains(number))?;
        let is_plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        (is_name(slug) && is_plain).then(|| Self { slug: slug.to_owned(), number })
    }
}

impl fmt::Display for BankMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.slug, self.number)
    }
}

/// Whether it is a name in addresses.
fn is_name(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.len() <= 80 && text.split('-').all(|part| !part.is_empty() && part.bytes().all(letter))
}

/// A question whose texts are the Markdown that its author wrote, where those of a `Question` are HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Written(pub Question);

/// A question of a published version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredQuestion {
    /// Its id in the database: another one in each version.
    pub id: QuestionId,
    /// What its author wrote.
    pub question: Question,
}

crate::words! {
    /// How a question is answered; in the order of the format's page.
    pub enum QuestionKind {
        /// One option of several.
        Single = "single",
        /// Any number of options.
        Multiple = "multiple",
        /// A number.
        Numeric = "numeric",
        /// A right side for each left side.
        Matching = "matching",
        /// Items brought into order.
        Ordering = "ordering",
        /// A word or a few, compared with accepted answers.
        Short = "short",
        /// Free text, not scored.
        Text = "text",
    }
}

impl QuestionKind {
    /// Whether answers get points.
    pub fn is_scored(self) -> bool {
        self != Self::Text
    }
}

/// The answers of a question, right ones marked.
///
/// Responses name options, right sides and items by their index here. The right sides of a matching and the items of an ordering
/// stand in the order of their text, so that an index tells nothing about the right answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answers {
    /// Exactly one option is right.
    Single {
        /// In the author's order.
        options: Vec<Choice>,
    },
    /// At least one option is right.
    Multiple {
        /// In the author's order.
        options: Vec<Choice>,
    },
    /// A number within a tolerance.
    Numeric {
        /// The right number.
        value: f64,
        /// How far off still counts.
        tolerance: Tolerance,
        /// What is counted, as text: `USD per QALY`.
        unit: Option<String>,
    },
    /// A right side for each left side.
    Matching {
        /// HTML of the left sides, in the author's order.
        lefts: Vec<String>,
        /// HTML of the right sides, each once; some may belong to no left side.
        rights: Vec<String>,
        /// For each left side, the index of its right side.
        pairs: Vec<usize>,
    },
    /// Items brought into order.
    Ordering {
        /// HTML of the items.
        items: Vec<String>,
        /// The right order, as indexes of items.
        order: Vec<usize>,
    },
    /// Compared after folding case, spaces and punctuation.
    Short {
        /// As text; any of them is right.
        accepted: Vec<String>,
    },
    /// Not scored.
    Text {
        /// The length asked for.
        words: WordRange,
        /// A model answer, shown after submission. HTML.
        model: String,
    },
}

impl Answers {
    /// The kind of question these answer.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Single { .. } => QuestionKind::Single,
            Self::Multiple { .. } => QuestionKind::Multiple,
            Self::Numeric { .. } => QuestionKind::Numeric,
            Self::Matching { .. } => QuestionKind::Matching,
            Self::Ordering { .. } => QuestionKind::Ordering,
            Self::Short { .. } => QuestionKind::Short,
            Self::Text { .. } => QuestionKind::Text,
        }
    }
}

/// An option to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it says. HTML.
    pub html: String,
    /// Whether it should be chosen.
    pub right: bool,
    /// Whether it keeps its place when options are shuffled ("none of the above").
    pub fixed: bool,
    /// What to tell whoever chose it. HTML.
    pub feedback: Option<String>,
}

/// How far off a number still counts, the border included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// In the number's own unit.
    Absolute(f64),
    /// In percent of the right number.
    Percent(f64),
}

impl Tolerance {
    /// In the unit of the right number, never negative.
    pub fn around(self, value: f64) -> f64 {
        match self {
            Self::Absolute(off) => off.abs(),
            Self::Percent(percent) => (value * percent / 100.0).abs(),
        }
    }
}
