//! What staff write down about a student, for staff alone. A note is never changed; a wrong one is struck out and stays readable.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result,
    ids::{EnrollmentId, NoteId},
};

/// The most characters of a note.
pub const LONGEST_NOTE: usize = 4_000;

crate::row! {
    /// A note on a student.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Note {
        /// Which.
        pub id: NoteId,
        /// As typed. Text, never markup.
        pub body: String,
        /// Who wrote it.
        pub author: String,
        /// When.
        pub written_at: DateTime<Utc>,
        /// When it was struck out.
        pub struck_at: Option<DateTime<Utc>>,
        /// Who struck it out.
        pub struck_by: Option<String>,
    }
}

/// A note to be kept.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Made with its form: sent twice, it is kept once.
    pub id: NoteId,
    /// On whom.
    pub enrollment: EnrollmentId,
    /// As typed, without white space around it.
    pub body: String,
}

impl NewNote {
    /// A note as typed.
    ///
    /// # Errors
    /// [`Error::Invalid`] if nothing was typed, or too much.
    pub fn checked(id: NoteId, enrollment: EnrollmentId, typed: &str) -> Result<Self> {
        let body = typed.trim().replace("\r\n", "\n");
        match body.chars().count() {
            0 => Err(Error::field("body", "Write the note first.")),
            count if count > LONGEST_NOTE => {
                Err(Error::field("body", format!("This has {count} characters; a note takes {LONGEST_NOTE}. Make two of it.")))
            }
            _ => Ok(Self { id, enrollment, body }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(typed: &str) -> Result<String> {
        NewNote::checked(NoteId::new(), EnrollmentId::new(), typed).map(|note| note.body)
    }

    #[test]
    fn a_note_says_something_and_not_everything() {
        assert!(matches!(checked(" \r\n "), Err(Error::Invalid(_))));
        assert_eq!(checked("  Called.\r\nWill write. ").unwrap(), "Called.\nWill write.");
        assert!(checked(&"é".repeat(LONGEST_NOTE)).is_ok());
        assert!(matches!(checked(&"é".repeat(LONGEST_NOTE + 1)), Err(Error::Invalid(_))));
    }
}
