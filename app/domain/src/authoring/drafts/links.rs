//! Links by which somebody without an account reads one draft: how long one lasts, how many there are, and how one stands. Pure.

use chrono::{DateTime, TimeDelta, Utc};

/// How long a link works.
pub const LASTS: TimeDelta = TimeDelta::days(7);
/// How many links of a draft work at a time.
pub const MOST_LINKS: i64 = 10;
/// The most characters of the note on whom a link is for.
pub const LONGEST_NOTE: usize = 120;
/// Who reads on within so long of the last look has opened it once.
const SITTING: TimeDelta = TimeDelta::minutes(30);

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Whoever has it can read the draft.
    Works,
    /// Its time is over.
    Over,
    /// An author revoked it.
    Revoked,
}

/// How a link stands at a moment.
pub fn link_state(ends_at: DateTime<Utc>, revoked_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> LinkState {
    match revoked_at {
        Some(_) => LinkState::Revoked,
        None if ends_at <= now => LinkState::Over,
        None => LinkState::Works,
    }
}

/// The moment up to which the last look must have been for another to count.
pub fn sitting_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - SITTING
}

/// The note on whom a link is for, in one line.
///
/// # Errors
/// A sentence that says what to do, if it is too long.
pub fn note_of(typed: &str) -> Result<String, String> {
    let note = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match note.chars().count() {
        0..=LONGEST_NOTE => Ok(note),
        _ => Err(format!("At most {LONGEST_NOTE} characters: a name is enough.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_until_the_moment_it_ends_or_is_revoked() {
        let made: DateTime<Utc> = "2026-11-22T17:00:00Z".parse().unwrap();
        let ends = made + LASTS;
        let second = TimeDelta::seconds(1);
        assert_eq!(link_state(ends, None, ends - second), LinkState::Works);
        assert_eq!(link_state(ends, None, ends), LinkState::Over);
        assert_eq!(link_state(ends, Some(made), made), LinkState::Revoked);
        assert_eq!(link_state(ends, Some(made), ends), LinkState::Revoked);
    }

    #[test]
    fn a_note_is_one_line_and_short() {
        assert_eq!(note_of(" Dr. Weber,\r\n Zurich ").unwrap(), "Dr. Weber, Zurich");
        assert_eq!(note_of("").unwrap(), "");
        assert!(note_of(&"a".repeat(LONGEST_NOTE)).is_ok());
        assert!(note_of(&"a".repeat(LONGEST_NOTE + 1)).unwrap_err().contains("120"));
    }
}
