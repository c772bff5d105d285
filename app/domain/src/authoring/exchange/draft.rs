//! A question as a file of another program has it: what the three readers make, and one builder takes.

/// In which notation a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// HTML.
    Html,
    /// HTML in which the end of a line is one to be seen: what Moodle calls its auto-format.
    Moodle,
    /// Nothing in it is markup.
    Plain,
    /// Markdown with HTML in it.
    Markdown,
}

/// A text in its notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub notation: Notation,
    pub source: String,
}

impl Text {
    pub fn new(notation: Notation, source: impl Into<String>) -> Self {
        Self { notation, source: source.into() }
    }

    pub fn plain(source: impl Into<String>) -> Self {
        Self::new(Notation::Plain, source)
    }

    pub fn is_empty(&self) -> bool {
        self.source.trim().is_empty()
    }
}

/// An answer with what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weighed<T> {
    pub answer: T,
    /// The share of the points in percent: 100 is right, 0 wrong, below zero takes points away.
    pub percent: f64,
    pub feedback: Option<Text>,
}

/// The answers of a draft.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DraftAnswers {
    /// Options to choose from. `one` is whether one of them is chosen, `fixed` whether they keep their order.
    Choice { one: bool, fixed: bool, options: Vec<Weighed<Text>> },
    /// A word or a few.
    Short(Vec<Weighed<String>>),
    /// Numbers with a tolerance, and what they count.
    Numeric { answers: Vec<Weighed<(f64, f64)>>, unit: Option<String> },
    /// Left and right sides; a right side without a left one belongs to none.
    Matching(Vec<(Text, Text)>),
    /// In the right order.
    Ordering(Vec<Text>),
    /// Free text: the length asked for in words, and a model answer.
    Essay { words: (Option<u32>, Option<u32>), model: Option<Text> },
}

/// A question before it is one of ours.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// The line on which it begins.
    pub line: usize,
    /// What the file calls it.
    pub name: Option<String>,
    /// The id that its author gave it.
    pub id: Option<String>,
    pub tags: Vec<String>,
    /// What a right answer is worth.
    pub points: Option<f64>,
    pub prompt: Text,
    pub answers: DraftAnswers,
    /// Feedback to everybody, whatever they answered.
    pub rationale: Option<Text>,
    /// Pictures that its texts may show, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the reader had to leave out.
    pub left_out: Vec<String>,
}

impl Draft {
    /// With a prompt and answers, and nothing else.
    pub fn new(line: usize, prompt: Text, answers: DraftAnswers) -> Self {
        Self {
            line,
            name: None,
            id: None,
            tags: Vec::new(),
            points: None,
            prompt,
            answers,
            rationale: None,
            files: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Something of it is not kept.
    pub fn leave_out(&mut self, what: impl Into<String>) {
        self.left_out.push(what.into());
    }
}

/// A question that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The line on which it begins.
    pub line: usize,
    /// What the file calls it.
    pub name: Option<String>,
    /// Why, as a sentence that follows a colon.
    pub reason: String,
}

impl Unreadable {
    pub fn new(line: usize, name: Option<String>, reason: impl Into<String>) -> Self {
        Self { line, name, reason: reason.into() }
    }
}

/// What a reader makes of a file: each question in its order, and what concerns the file as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drafts {
    pub questions: Vec<Result<Draft, Unreadable>>,
    pub notes: Vec<String>,
}
