//! What a student sees of a question before it is handed in: the prompt and what can be chosen, in the order of this attempt, and
//! nothing that tells the answer.

use serde::{Deserialize, Serialize};

use super::{
    drawn,
    shuffle::{shuffled, shuffled_around},
};
use crate::{
    authoring::{Answers, QuestionKind, QuizSettings, StoredQuestion, WordRange},
    ids::QuestionId,
};

/// A question to be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionSheet {
    /// Its id.
    pub id: QuestionId,
    /// The id its author gave it.
    pub slug: String,
    /// HTML.
    pub prompt: String,
    /// What a right answer is worth; 0 where nothing is scored.
    pub points: u32,
    /// Whether it is asked how sure the student is of the answer.
    pub asks_confidence: bool,
    /// What can be answered.
    pub form: SheetForm,
}

/// Something that can be chosen: its index in the author's order, which is what responses name, and its HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// In the author's order.
    pub index: usize,
    /// What it says.
    pub html: String,
}

/// What can be answered, by kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetForm {
    /// One of these.
    Single(Vec<Item>),
    /// Any of these.
    Multiple(Vec<Item>),
    /// A number of this unit.
    Numeric(Option<String>),
    /// For each left side one of the right sides.
    Matching {
        /// In the author's order.
        lefts: Vec<Item>,
        /// Shuffled.
        rights: Vec<Item>,
    },
    /// These, to be brought into order.
    Ordering(Vec<Item>),
    /// A word or a few.
    Short,
    /// A text of this length.
    Text(WordRange),
}

impl SheetForm {
    /// The kind of question it belongs to.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Single(_) => QuestionKind::Single,
            Self::Multiple(_) => QuestionKind::Multiple,
            Self::Numeric(_) => QuestionKind::Numeric,
            Self::Matching { .. } => QuestionKind::Matching,
            Self::Ordering(_) => QuestionKind::Ordering,
            Self::Short => QuestionKind::Short,
            Self::Text(_) => QuestionKind::Text,
        }
    }
}

/// The questions of an attempt: those that this seed draws, in the order and with the options as it shuffles them.
pub fn sheets(questions: &[StoredQuestion], settings: &QuizSettings, seed: i64) -> Vec<QuestionSheet> {
    let (questions, shuffle) = (drawn(settings, questions, seed), settings.shuffle);
    let order = if shuffle.questions() { shuffled(questions.len(), seed, 0) } else { (0..questions.len()).collect() };
    let sheet = |stored: &StoredQuestion| {
        let asks_confidence = settings.asks_confidence(&stored.question);
        QuestionSheet { asks_confidence, ..sheet(stored, shuffle.options(), seed) }
    };
    order.into_iter().map(|index| sheet(&questions[index])).collect()
}

/// One question by itself, its options shuffled if wished; right sides and items to order always are. How sure the student is, only a
/// quiz asks.
pub fn sheet(stored: &StoredQuestion, shuffle_options: bool, seed: i64) -> QuestionSheet {
    let question = &stored.question;
    let salt = salt(&question.slug);
    let choices = |options: &[crate::authoring::Choice]| {
        let fixed: Vec<bool> = options.iter().map(|option| option.fixed || !shuffle_options).collect();
        items(options.iter().map(|option| &option.html), shuffled_around(&fixed, seed, salt))
    };
    let form = match &question.answers {
        Answers::Single { options } => SheetForm::Single(choices(options)),
        Answers::Multiple { options } => SheetForm::Multiple(choices(options)),
        Answers::Numeric { unit, .. } => SheetForm::Numeric(unit.clone()),
        Answers::Matching { lefts, rights, .. } => SheetForm::Matching {
            lefts: items(lefts, (0..lefts.len()).collect()),
            rights: items(rights, shuffled(rights.len(), seed, salt)),
        },
        Answers::Ordering { items: all, .. } => SheetForm::Ordering(items(all, shuffled(all.len(), seed, salt))),
        Answers::Short { .. } => SheetForm::Short,
        Answers::Text { words, .. } => SheetForm::Text(*words),
    };
    let points = if question.kind().is_scored() { question.points } else { 0 };
    QuestionSheet { id: stored.id, slug: question.slug.clone(), prompt: question.prompt.clone(), points, asks_confidence: false, form }
}

fn items<'a>(htmls: impl IntoIterator<Item = &'a String>, order: Vec<usize>) -> Vec<Item> {
    let htmls: Vec<&String> = htmls.into_iter().collect();
    order.into_iter().map(|index| Item { index, html: htmls[index].clone() }).collect()
}

/// Each question shuffles by itself: FNV-1a of its slug.
fn salt(slug: &str) -> u64 {
    slug.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
