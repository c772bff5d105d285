//! What authors disclose of themselves: relationships with companies that make or sell health care products, in the 24 months before a
//! day; that there were none; or why they need not say. And how relationships were mitigated. Pure. Companies are named, and never shown otherwise.

mod mitigation;
mod reading;

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use mitigation::{Mitigation, concerned, is_same_person};
pub(in crate::authoring) use reading::split;

/// How many months before its day a statement covers: the rule of continuing medical education (ACCME, Standard 3).
pub const COVERED: Months = Months::new(24);

/// How many months after its day a statement may still be published. The number is ours: a statement is given anew each year.
pub const FRESH: Months = Months::new(12);

/// The longest statement, in characters.
pub const LONGEST_STATEMENT: usize = 1_000;

/// What the authors of a version said, as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosures {
    /// The day.
    pub on: NaiveDate,
    /// At most one of each author.
    pub statements: Vec<Statement>,
}

impl Disclosures {
    /// What this author said, if anything.
    pub fn of(&self, author: &str) -> Option<&Says> {
        self.statement(author).map(|statement| &statement.says)
    }

    fn statement(&self, author: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.author == author)
    }
}

/// What one author said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Their name, as it stands among the authors.
    pub author: String,
    /// What they said.
    pub says: Says,
    /// How their relationships were mitigated, if it is said: it was not asked for from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mitigation: Option<Mitigation>,
}

/// What an author may say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// There was no relationship.
    Nothing,
    /// These there were.
    Relationships(Vec<Relationship>),
    /// They need not say, and why.
    Exempt(String),
}

/// What an author is or was to a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relationship {
    /// The company's name.
    pub company: String,
    /// What they are or were to it: consultant, speaker, shareholder.
    pub nature: String,
    /// The first day of the month in which it ended; none while it lasts.
    pub until: Option<NaiveDate>,
}

impl Relationship {
    /// Whether it was over before the months that a statement of this day covers.
    pub fn is_over_before(&self, on: NaiveDate) -> bool {
        let covered = on.checked_sub_months(COVERED).and_then(|first| first.with_day(1));
        self.until.zip(covered).is_some_and(|(until, first)| until < first)
    }
}

/// As it stands in `module.md` behind the author's name.
impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "none"),
            Self::Exempt(why) => write!(f, "exempt, {why}"),
            Self::Relationships(all) => write!(f, "{}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
        }
    }
}

/// `Acme Devices (consultant, until 2025-03)`
impl fmt::Display for Relationship {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let until = self.until.map(|month| format!(", until {}", month.format("%Y-%m"))).unwrap_or_default();
        write!(f, "{} ({}{until})", self.company, self.nature)
    }
}

/// A line of the list in `module.md`.
impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.author, self.says)
    }
}

#[cfg(test)]
mod tests;
