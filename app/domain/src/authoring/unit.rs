//! A unit of a module: what kind it is, how it is set, and what its text is made of.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AssignmentSettings, Draw, Question};

crate::words! {
    /// What a unit is.
    pub enum UnitKind {
        /// Text to read, with questions in it that do not count.
        Lesson = "lesson",
        /// Questions that count.
        Quiz = "quiz",
        /// Text that ends in what to discuss in writing.
        Case = "case",
        /// A task that is handed in and graded by a rubric.
        Assignment = "assignment",
        /// Simulators to work with: it is done when a run is saved.
        Simulation = "simulation",
        /// What is done together at a fixed time: it is done by whoever was there.
        LiveSession = "live session",
    }
}

impl UnitKind {
    /// Whether questions can stand in its text.
    pub fn has_questions(self) -> bool {
        matches!(self, Self::Lesson | Self::Quiz)
    }

    /// Whether students write a text under it, kept as the answer to a question that has the unit's own id.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Case | Self::Assignment)
    }

    /// `a quiz`, `an assignment`.
    pub fn with_article(self) -> String {
        format!("{} {self}", if self == Self::Assignment { "an" } else { "a" })
    }

    /// What is said of it in front of a reader.
    pub fn label(self) -> &'static str {
        match self {
            Self::Lesson => "Lesson",
            Self::Quiz => "Quiz",
            Self::Case => "Case",
            Self::Assignment => "Assignment",
            Self::Simulation => "Simulation",
            Self::LiveSession => "Live session",
        }
    }
}

/// What its author set for a unit of this kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitSettings {
    /// A lesson has nothing to set.
    Lesson,
    /// How a quiz is taken and passed.
    Quiz(QuizSettings),
    /// The length asked for in a case, if one is.
    Case {
        /// In words.
        words: Option<WordRange>,
    },
    /// What is handed in, and what it is graded by.
    Assignment(AssignmentSettings),
    /// A simulation has nothing to set: its simulators stand in its text.
    Simulation,
    /// A live session has nothing to set: when and where it takes place is its cohort's.
    LiveSession,
}

impl UnitSettings {
    /// The kind of unit these belong to.
    pub fn kind(&self) -> UnitKind {
        match self {
            Self::Lesson => UnitKind::Lesson,
            Self::Quiz(_) => UnitKind::Quiz,
            Self::Case { .. } => UnitKind::Case,
            Self::Assignment(_) => UnitKind::Assignment,
            Self::Simulation => UnitKind::Simulation,
            Self::LiveSession => UnitKind::LiveSession,
        }
    }

    /// How the assignment is handed in, when it is one.
    pub fn assignment(&self) -> Option<&AssignmentSettings> {
        match self {
            Self::Assignment(assignment) => Some(assignment),
            _ => None,
        }
    }

    /// The length asked for of a text that is handed in.
    pub fn words(&self) -> Option<WordRange> {
        match self {
            Self::Case { words } => *words,
            Self::Assignment(assignment) => assignment.words,
            Self::Lesson | Self::Quiz(_) | Self::Simulation | Self::LiveSession => None,
        }
    }

    /// How the quiz is taken, when it is one.
    pub fn quiz(&self) -> Option<&QuizSettings> {
        match self {
            Self::Quiz(quiz) => Some(quiz),
            _ => None,
        }
    }
}

/// How a quiz is taken and passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizSettings {
    /// The passing level in percent of the points, 0 to 100; reaching it is passing.
    pub pass: u32,
    /// How often it may be tried; absent is without limit.
    pub attempts: Option<u32>,
    /// Minutes from the start; absent is without limit.
    pub time_limit: Option<u32>,
    /// What is shown in another order to each attempt.
    pub shuffle: Shuffle,
    /// What is drawn anew for each attempt; without any, all questions are shown. Versions of before it was known have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draw: Vec<Draw>,
    /// Whether students are asked how sure they are of each answer that is scored. Versions of before it was known do not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidence: bool,
}

impl QuizSettings {
    /// Whether students are asked how sure they are of their answer to this question: a text that is not scored is neither right nor wrong.
    pub fn asks_confidence(&self, question: &Question) -> bool {
        self.confidence && question.kind().is_scored()
    }
}

/// What of a quiz is shuffled. The right sides of a matching and the items of an ordering always are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shuffle {
    /// Nothing.
    #[default]
    None,
    /// The order of the questions.
    Questions,
    /// The order of the options within a question.
    Options,
    /// Both.
    Both,
}

impl Shuffle {
    /// Whether the order of the questions changes.
    pub fn questions(self) -> bool {
        matches!(self, Self::Questions | Self::Both)
    }

    /// Whether the order of a question's options changes.
    pub fn options(self) -> bool {
        matches!(self, Self::Options | Self::Both)
    }
}

/// A length asked for, in words, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordRange {
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
}

impl fmt::Display for WordRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.min, self.max)
    }
}

/// A heading within a unit, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6, as in HTML.
    pub level: u8,
    /// Its id in the page.
    pub anchor: String,
    /// Its words, as text.
    pub text: String,
}

/// A part of a unit's body: text, or a question that stands between texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Rendered HTML.
    Html(String),
    /// The question with this slug.
    Question(String),
    /// A simulator with its author's inputs.
    Simulator(Simulation),
}

impl Piece {
    /// The simulator, where it is one.
    pub fn simulator(&self) -> Option<&Simulation> {
        match self {
            Self::Simulator(simulation) => Some(simulation),
            Self::Html(_) | Self::Question(_) => None,
        }
    }
}

/// A simulator that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulation {
    /// Its name among the simulators.
    pub simulator: String,
    /// All its inputs, as the text of an address.
    pub inputs: String,
    /// What it shows, as text.
    pub shows: String,
    /// What to try, as text.
    pub caption: String,
    /// Whether runs that students save are compared within their cohort.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub compared: bool,
}
