//! Item analysis: what the answers of students say about the questions. Pure; the counts come from
//! [`store::items`](super::store::items).
//!
//! What counts is each student's first attempt at a quiz, as far as it was handed in: after it the answers are known. An attempt
//! belongs to the version it was made in; versions are joined only where the question is the same to the letter. Of a quiz that draws,
//! an attempt counts for the questions that it was given.

mod certainty;
mod lines;
mod pauses;
mod rules;
mod statistics;

pub use certainty::Certainty;
pub(super) use pauses::median;
pub use pauses::{Answering, median_seconds};
pub use rules::analysis;
pub use statistics::{Moments, discrimination};

use crate::{
    authoring::{Question, UnitSettings},
    db::Json,
    ids::{QuestionId, UnitId},
    learning::quiz::{Confidence, Response},
};

/// From fewer students no figures are made at all: they would tell of single people.
pub const LEAST: i64 = 5;
/// Figures from fewer students are marked: the standard error of a correlation of none is 0.18 at thirty, and grows below.
pub const FEW: i64 = 30;

crate::words! {
    /// How well a student did in the whole quiz.
    pub enum Part {
        /// Among the best 27 percent.
        Upper = "upper",
        /// Between them.
        Middle = "middle",
        /// Among the weakest 27 percent.
        Lower = "lower",
    }
}

crate::row! {
    /// A question of a quiz in one version.
    #[derive(Clone, Debug)]
    pub struct Asked {
        /// Which.
        pub question_id: QuestionId,
        /// The quiz, in this version.
        pub unit_id: UnitId,
        /// The quiz' name in addresses, the same in all versions.
        pub unit_slug: String,
        /// The quiz' title.
        pub unit_title: String,
        /// The version's number.
        pub version: i64,
        /// What its author wrote.
        pub definition: Json<Question>,
        /// How the quiz was set in that version.
        pub settings: Json<UnitSettings>,
    }
}

crate::row! {
    /// First attempts with the same answer to a question, given as surely, from students of the same part, added up.
    #[derive(Clone, Debug)]
    pub struct Alike {
        /// Which question.
        pub question_id: QuestionId,
        /// The answer; absent where there was none.
        pub response: Option<Json<Response>>,
        /// How sure of it they said to be, if they did.
        pub confidence: Option<Confidence>,
        /// How well these students did.
        pub part: Part,
        /// How many.
        pub students: i64,
        /// Their points in the whole quiz, added up.
        pub points: f64,
        /// The squares of these points, added up.
        pub squares: f64,
    }
}

/// A quiz with its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct QuizItems {
    /// Its name in addresses.
    pub slug: String,
    /// Its title, in the newest version that has it.
    pub title: String,
    /// The questions as the newest version asks them, in its order.
    pub now: Vec<Item>,
    /// Questions that were answered and are asked otherwise now, or not at all.
    pub before: Vec<Item>,
}

/// A question, as long as it was asked in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What its author wrote.
    pub question: Question,
    /// The versions in which students answered it, by number.
    pub versions: Vec<i64>,
    /// How many students' first attempts stand behind the figures.
    pub students: i64,
    /// The figures; none from fewer than [`LEAST`] students.
    pub figures: Option<Figures>,
}

/// What the answers to a question amount to.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The mean share of its points that was earned, 0 to 1: the facility index. For a question that is right or wrong it is the
    /// proportion of right answers, the "p value" of Lord & Novick, *Statistical Theories of Mental Test Scores* (1968), 15.3.
    pub facility: f64,
    /// See [`discrimination`]; absent where all earned the same, or the quiz has no other question.
    pub discrimination: Option<f64>,
    /// The number of students in each part.
    pub students: Parts,
    /// What was answered, by part.
    pub lines: Vec<Line>,
    /// How many seconds after the answer before it was given, in the middle; see [`median_seconds`].
    pub seconds: Option<i64>,
    /// How often the certain were wrong; absent where nobody said how sure they were.
    pub certainty: Option<Certainty>,
    /// Why it may mislead, if it may.
    pub warning: Option<Warning>,
}

/// How many of each part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Of the best.
    pub upper: i64,
    /// Between them.
    pub middle: i64,
    /// Of the weakest.
    pub lower: i64,
}

impl Parts {
    /// Of all together.
    pub fn all(self) -> i64 {
        self.upper + self.middle + self.lower
    }

    fn count(&mut self, part: Part, students: i64) {
        match part {
            Part::Upper => self.upper += students,
            Part::Middle => self.middle += students,
            Part::Lower => self.lower += students,
        }
    }
}

impl std::ops::Add for Parts {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { upper: self.upper + other.upper, middle: self.middle + other.middle, lower: self.lower + other.lower }
    }
}

/// One way to answer, and how many did.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What was answered.
    pub said: Said,
    /// Whether that is right, or, for an option of several, ought to be chosen.
    pub right: bool,
    /// How many, by part.
    pub students: Parts,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The option at this index.
    Option(usize),
    /// This wrong number or text, from at least [`LEAST`] students.
    Typed(String),
    /// Something that earned all points.
    Right,
    /// Something that earned some.
    PartlyRight,
    /// Something else.
    Wrong,
    /// Nothing.
    Nothing,
}

/// Why a question may mislead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Warning {
    /// The best chose this wrong option more often than the right one.
    BestChooseWrong {
        /// Its index.
        option: usize,
        /// How many of the best chose it.
        wrong: i64,
        /// How many of them were right.
        right: i64,
        /// How many the best are.
        best: i64,
    },
    /// Many were certain of their answer, and it was wrong; see [`Certainty::misleads`].
    CertainAndWrong {
        /// How many were certain.
        certain: i64,
        /// How many of them were wrong.
        wrong: i64,
    },
    /// Who did well in the rest of the quiz got it wrong more often.
    Backwards,
    /// Fewer were right than if all had guessed among this many options.
    BelowGuessing {
        /// How many there are.
        options: usize,
    },
}
