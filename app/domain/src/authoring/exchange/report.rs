//! What became of each question of a file, for the person who brought it.

use std::fmt;

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was taken as it is.
    Taken,
    /// It was taken, and something of it is different now.
    Changed,
    /// It was not taken.
    Refused,
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fate::Taken => "taken",
            Fate::Changed => "changed",
            Fate::Refused => "refused",
        })
    }
}

/// `3 taken as they are, 1 changed, 0 refused`.
pub(super) fn counted(fates: impl Iterator<Item = Fate> + Clone) -> String {
    let count = |fate: Fate| fates.clone().filter(|one| *one == fate).count();
    format!("{} taken as they are, {} changed, {} refused", count(Fate::Taken), count(Fate::Changed), count(Fate::Refused))
}

/// What became of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// What it is called: its id in the module where it has one, otherwise what the file calls it.
    pub name: String,
    /// Whether it was taken.
    pub fate: Fate,
    /// What is different, or why it was refused; sentences that follow a colon.
    pub reasons: Vec<String>,
}

/// What became of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the file.
    pub file: String,
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// What concerns no single question.
    pub notes: Vec<String>,
}

impl Report {
    /// Of a file of this name, of which nothing is known yet.
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), entries: Vec::new(), notes: Vec::new() }
    }

    /// How many questions met this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|entry| entry.fate == fate).count()
    }
}

impl fmt::Display for Report {
    /// A line for each question and reason, and a last one that counts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "{}: {note}", self.file)?;
        }
        for entry in &self.entries {
            write!(f, "{}:{}: {}: {}", self.file, entry.line, entry.fate, entry.name)?;
            for reason in &entry.reasons {
                write!(f, "\n    {reason}")?;
            }
            writeln!(f)?;
        }
        let questions = if self.entries.len() == 1 { "1 question".to_owned() } else { format!("{} questions", self.entries.len()) };
        writeln!(f, "{questions}: {}.", counted(self.entries.iter().map(|entry| entry.fate)))
    }
}
