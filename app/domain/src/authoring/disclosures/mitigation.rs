//! How an author's relationships with companies were kept from showing in the module, who says so, and when (ACCME, Standard 3). It is
//! never one of those who have relationships.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Disclosures, LONGEST_STATEMENT, Says, Statement,
    reading::{bracket, plain},
};

/// What somebody else says of an author's relationships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mitigation {
    /// How they were mitigated: the content was reviewed by somebody without relationships, the shares were sold.
    pub how: String,
    /// The name of whoever says so.
    pub by: String,
    /// The day on which they said it.
    pub on: NaiveDate,
}

impl Mitigation {
    /// Reads `the shares were sold (Ines Ferreira, MD, 2026-11-02)`.
    ///
    /// # Errors
    /// What is wrong and what to do, as a sentence that follows a colon.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = plain(text);
        if text.chars().count() > LONGEST_STATEMENT {
            return Err(format!("what is said of a mitigation has at most {LONGEST_STATEMENT} characters: shorten it"));
        }
        let said = bracket(&text).and_then(|(how, inside)| Some((how, inside.rsplit_once(',')?)));
        let Some((how, (by, day))) = said.filter(|(how, (by, _))| [how, by].iter().all(|words| words.contains(char::is_alphanumeric)))
        else {
            return Err(format!(
                "`{text}` does not say how, who says so and when: write `the shares were sold (Ines Ferreira, MD, 2026-11-02)`"
            ));
        };
        let (day, by) = (day.trim(), by.trim().to_owned());
        match (day.len() == 10).then(|| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()).flatten() {
            Some(on) => Ok(Self { how: how.to_owned(), by, on }),
            None => Err(format!("`{day}` is no day: write who says so and when, `(Ines Ferreira, MD, 2026-11-02)`")),
        }
    }

    /// Whether it was said of this statement: on its day or since, and not in the future. Somewhere it is tomorrow already.
    pub fn is_timely(&self, stated: NaiveDate, today: NaiveDate) -> bool {
        let next = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
        stated <= next(self.on) && self.on <= next(today)
    }
}

/// As it stands in `module.md` behind the author's name.
impl fmt::Display for Mitigation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.how, self.by, self.on)
    }
}

/// Whether two names are of one person. What follows a comma are credentials, which stand in one of them as often as in both.
pub fn is_same_person(one: &str, other: &str) -> bool {
    let bare = |name: &str| plain(name.split(',').next().unwrap_or_default()).to_lowercase();
    bare(one) == bare(other)
}

/// The author with relationships of their own whom this is the name of: they do not say how any were mitigated.
pub fn concerned<'s>(statements: &'s [Statement], name: &str) -> Option<&'s str> {
    of_relationships(statements).map(|one| one.author.as_str()).find(|author| is_same_person(author, name))
}

fn of_relationships(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    statements.iter().filter(|one| matches!(one.says, Says::Relationships(_)))
}

impl Disclosures {
    /// Whether there are relationships, and of all it is said how they were mitigated.
    pub fn are_all_mitigated(&self) -> bool {
        let mut some = of_relationships(&self.statements).peekable();
        some.peek().is_some() && some.all(|one| one.mitigation.is_some())
    }

    /// How this author's relationships were mitigated, if it is said.
    pub fn mitigation_of(&self, author: &str) -> Option<&Mitigation> {
        self.statement(author)?.mitigation.as_ref()
    }
}
