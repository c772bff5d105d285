//! What became of each thing in a lesson's file, for the person who brought it.

use std::fmt;

use crate::authoring::exchange::{Fate, report::counted};

/// Where something stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a line, from 1.
    Line(usize),
    /// In a paragraph (or list, table and so on) under a heading, counted from 1; the heading is empty above the first one.
    Paragraph {
        /// The words of the heading.
        heading: String,
        /// The number of the paragraph.
        number: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(line) => write!(f, "line {line}"),
            Place::Paragraph { heading, number } if heading.is_empty() => write!(f, "beginning, paragraph {number}"),
            Place::Paragraph { heading, number: 0 } => write!(f, "“{heading}”"),
            Place::Paragraph { heading, number } => write!(f, "“{heading}”, paragraph {number}"),
        }
    }
}

/// What became of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// What it is, such as `table`.
    pub what: &'static str,
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
    /// What concerns the lesson as a whole.
    pub notes: Vec<String>,
}

impl Report {
    /// How many things met this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|entry| entry.fate == fate).count()
    }
}

impl fmt::Display for Report {
    /// A line for each thing and reason, where things of one kind that were taken as they are share one; and a last one that counts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        for note in &self.notes {
            writeln!(f, "{file}: {note}")?;
        }
        for run in self.entries.chunk_by(|one, next| is_plain(one) && is_plain(next) && one.what == next.what) {
            let Some(first) = run.first() else { continue };
            match run.last().filter(|_| run.len() > 1) {
                Some(last) => writeln!(f, "{file}: {} to {}: taken: {} of kind {}", first.place, last.place, run.len(), first.what)?,
                None => writeln!(f, "{file}: {}: {}: {}", first.place, first.fate, first.what)?,
            }
            for reason in &first.reasons {
                writeln!(f, "    {reason}")?;
            }
        }
        writeln!(f, "{}.", counted(self.entries.iter().map(|entry| entry.fate)))
    }
}

fn is_plain(entry: &Entry) -> bool {
    entry.fate == Fate::Taken && entry.reasons.is_empty()
}
