//! What a program, a cohort and its dates must be like.

use chrono::{DateTime, NaiveDate, Utc};

pub use super::extensions::extended;
use super::{NewCohort, NewProgram, Pin};
use crate::{Error, FieldError, Result};

/// The longest name in addresses.
const LONGEST_SLUG: usize = 60;

/// Whether a text can be a name in addresses: `a-z`, `0-9` and single `-` between them.
pub fn is_slug(text: &str) -> bool {
    let letters = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let dashes = text.starts_with('-') || text.ends_with('-') || text.contains("--");
    letters && !dashes && (1..=LONGEST_SLUG).contains(&text.len())
}

/// Collects what is wrong, field by field.
#[derive(Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    fn unless(mut self, holds: bool, field: &'static str, message: &str) -> Self {
        if !holds {
            self.0.push(FieldError { field, message: message.to_owned() });
        }
        self
    }

    fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

const SLUG: &str = "Use small letters, digits and single dashes between them, at most 60 of them.";
const TITLE: &str = "Write a name.";

pub(super) fn program(program: &NewProgram) -> Result<()> {
    Faults::default().unless(is_slug(&program.slug), "slug", SLUG).unless(!program.title.trim().is_empty(), "title", TITLE).finish()
}

pub(super) fn cohort(cohort: &NewCohort) -> Result<()> {
    Faults::default()
        .unless(is_slug(&cohort.slug), "slug", SLUG)
        .unless(!cohort.title.trim().is_empty(), "title", TITLE)
        .unless(cohort.starts_on <= cohort.ends_on, "ends_on", "A cohort cannot end before it starts.")
        .finish()
}

pub(super) fn residency(title: &str, starts_on: NaiveDate, ends_on: NaiveDate) -> Result<()> {
    Faults::default()
        .unless(!title.trim().is_empty(), "title", TITLE)
        .unless(starts_on <= ends_on, "ends_on", "A residency cannot end before it starts.")
        .finish()
}

pub(super) fn pin(pin: &Pin) -> Result<()> {
    Faults::default()
        .unless(pin.position >= 1, "position", "Positions begin at 1.")
        .unless(pin.opens_at < pin.due_at, "due_at", "A module must open before it is due.")
        .finish()
}

pub(super) fn unit_due(due_at: DateTime<Utc>, opens_at: DateTime<Utc>) -> Result<()> {
    Faults::default().unless(opens_at < due_at, "due_at", "A unit cannot be due before its module opens.").finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CohortId, ProgramId, VersionId};

    #[test]
    fn names_in_addresses_are_plain() {
        for slug in ["mmm", "cohort-of-2028", "a1"] {
            assert!(is_slug(slug), "{slug}");
        }
        for slug in ["", "-a", "a-", "a--b", "A", "a b", "ä", "a/b", "a.b"] {
            assert!(!is_slug(slug), "{slug}");
        }
        assert!(is_slug(&"a".repeat(60)) && !is_slug(&"a".repeat(61)));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = NewCohort {
            id: CohortId::new(),
            program: ProgramId::new(),
            slug: "Not A Slug".into(),
            title: " ".into(),
            time_zone: chrono_tz::UTC,
            starts_on: NaiveDate::MAX,
            ends_on: NaiveDate::MIN,
        };
        let Err(Error::Invalid(errors)) = cohort(&wrong) else { panic!("it was accepted") };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["slug", "title", "ends_on"]);
    }

    #[test]
    fn a_module_opens_before_it_is_due() {
        let at = DateTime::UNIX_EPOCH;
        let mut one = Pin { cohort: CohortId::new(), version: VersionId::new(), position: 1, opens_at: at, due_at: at };
        assert!(pin(&one).is_err());
        one.due_at += chrono::TimeDelta::seconds(1);
        assert!(pin(&one).is_ok());
    }
}
