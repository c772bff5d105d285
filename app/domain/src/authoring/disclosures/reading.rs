//! A statement as its author writes it: `none`, companies, or `exempt` with the reason.

use chrono::NaiveDate;

use super::{LONGEST_STATEMENT, Relationship, Says};

/// A line of the list: the author it is about, and what is said. Names may have colons, so the longest that fits is meant.
pub(in crate::authoring) fn split<'a, 'n>(item: &'a str, authors: &[&'n str]) -> Option<(&'n str, &'a str)> {
    let fits = authors.iter().filter_map(|author| Some((*author, item.strip_prefix(author)?.trim_start().strip_prefix(':')?.trim())));
    fits.max_by_key(|(author, _)| author.len())
}

impl Says {
    /// Reads what stands behind the author's name.
    ///
    /// # Errors
    /// What is wrong and what to do, as a sentence that follows a colon.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = plain(text);
        if text.chars().count() > LONGEST_STATEMENT {
            return Err(format!("a statement has at most {LONGEST_STATEMENT} characters: shorten it"));
        }
        if text.eq_ignore_ascii_case("none") {
            return Ok(Self::Nothing);
        }
        match text.strip_prefix("exempt").filter(|rest| rest.is_empty() || rest.starts_with([',', ':'])) {
            Some(rest) => Self::exempt(rest.get(1..).unwrap_or_default()),
            None if !text.contains('(') => Err(format!(
                "`{text}` is no statement: write `none`, the companies, `Acme Devices (consultant, until 2025-03)` with `;` between, \
                 or `exempt, ` and why"
            )),
            None => text.split(';').map(Relationship::read).collect::<Result<_, _>>().map(Self::Relationships),
        }
    }

    fn exempt(why: &str) -> Result<Self, String> {
        let why = plain(why);
        match why.chars().any(char::is_alphanumeric) {
            true => Ok(Self::Exempt(why)),
            false => Err("an exemption says why: write `exempt, the module has no clinical content`".to_owned()),
        }
    }
}

impl Relationship {
    /// Reads `Acme Devices (consultant, until 2025-03)`.
    ///
    /// # Errors
    /// What is wrong and what to do, as a sentence that follows a colon.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = plain(text);
        let said = bracket(&text).filter(|(company, _)| company.chars().any(char::is_alphanumeric));
        let Some((company, inside)) = said else {
            return Err(format!(
                "`{text}` does not name a company and what the author is to it: write `Acme Devices (consultant, until 2025-03)`"
            ));
        };
        let (nature, until) = match inside.rsplit_once(',').map(|(nature, end)| (nature, end.trim_start().strip_prefix("until "))) {
            Some((nature, Some(month))) => (nature.trim_end(), Some(first_of(month)?)),
            _ => (inside, None),
        };
        if !nature.chars().any(char::is_alphanumeric) || nature.starts_with("until ") {
            return Err(format!("`{text}` does not say what the author is to the company: write `Acme Devices (consultant)`"));
        }
        Ok(Self { company: company.to_owned(), nature: nature.to_owned(), until })
    }
}

/// On one line, with single spaces.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands before the last bracket, and what in it. Brackets may stand in brackets, and in names.
pub(super) fn bracket(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix(')')?;
    let mut open = 1;
    for (place, letter) in inside.char_indices().rev() {
        open = match letter {
            ')' => open + 1,
            '(' => open - 1,
            _ => open,
        };
        if open == 0 {
            return Some((inside[..place].trim(), inside[place + 1..].trim()));
        }
    }
    None
}

fn first_of(month: &str) -> Result<NaiveDate, String> {
    let wrong = || format!("`until {month}` names no month: write `until 2025-03`");
    let shaped =
        month.len() == 7 && month.bytes().enumerate().all(|(place, byte)| if place == 4 { byte == b'-' } else { byte.is_ascii_digit() });
    let first = shaped.then(|| NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()).flatten();
    first.ok_or_else(wrong)
}
