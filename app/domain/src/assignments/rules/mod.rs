//! What may be handed in and when, and what in a text looks like a patient's data.

mod files;
mod identifiers;

pub use files::{LARGEST, MOST_FILES, named_as, text_kind};
pub use identifiers::{Suspect, Suspicion, suspicions};

use chrono::{DateTime, Utc};

use super::{GradingOutcome, GradingRole};
use crate::{
    authoring::{AssignmentSettings, HandInPart},
    text::capitalized,
};

/// How far it is with what was handed in last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was handed in yet.
    Open,
    /// Nobody has graded it: it can be handed in again.
    HandedIn,
    /// It was returned for revision: it is to be handed in again.
    Returned,
    /// Somebody is grading it or has: it is closed.
    Closed,
}

impl Progress {
    /// Of what was handed in last, by what was said of it last.
    pub fn of(handed_in: bool, newest: Option<(GradingRole, GradingOutcome)>) -> Self {
        match (handed_in, newest) {
            (false, _) => Self::Open,
            (true, None) => Self::HandedIn,
            (true, Some((GradingRole::Final, GradingOutcome::Returned))) => Self::Returned,
            (true, Some(_)) => Self::Closed,
        }
    }

    /// Whether a version may be handed in now.
    pub fn takes(self) -> bool {
        self != Self::Closed
    }
}

/// How late something is that is handed in at a moment, in seconds; nothing if it is in time.
pub fn late(due_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<i64> {
    Some((now - due_at).num_seconds()).filter(|seconds| *seconds > 0)
}

/// What is missing before it can be handed in, in a sentence that says what to do. Where several things are asked for, any is enough:
/// what is handed in is for its author to know.
pub fn missing(settings: &AssignmentSettings, text: &str, files: usize, runs: usize) -> Option<String> {
    let written = settings.takes(HandInPart::Text) && !text.trim().is_empty();
    if written || files > 0 || runs > 0 {
        return None;
    }
    let ways = [(HandInPart::Text, "write your text"), (HandInPart::Files, "add a file"), (HandInPart::Runs, "choose a saved run")];
    let ways: Vec<&str> = ways.into_iter().filter(|(part, _)| settings.takes(*part)).map(|(_, way)| way).collect();
    let ways = match ways.as_slice() {
        [] => return None,
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    Some(format!("{} before you hand in.", capitalized(&ways)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::Rubric;

    #[test]
    fn a_version_is_taken_until_somebody_grades_it_and_again_when_it_is_returned() {
        use GradingOutcome::{Graded, Returned};
        use GradingRole::{Final, First, Second};
        assert_eq!(Progress::of(false, None), Progress::Open);
        assert_eq!(Progress::of(true, None), Progress::HandedIn);
        assert_eq!(Progress::of(true, Some((Final, Returned))), Progress::Returned);
        for newest in [(First, Graded), (Second, Graded), (Final, Graded), (First, Returned)] {
            assert!(!Progress::of(true, Some(newest)).takes(), "{newest:?}");
        }
    }

    #[test]
    fn the_last_second_is_in_time_and_the_next_is_late() {
        let due: DateTime<Utc> = "2027-03-10T04:59:00Z".parse().unwrap();
        assert_eq!(late(due, due), None);
        assert_eq!(late(due, due + chrono::TimeDelta::milliseconds(900)), None);
        assert_eq!(late(due, due + chrono::TimeDelta::seconds(90)), Some(90));
    }

    #[test]
    fn nothing_is_not_handed_in() {
        let settings = |parts: &[HandInPart]| AssignmentSettings {
            words: None,
            parts: parts.to_vec(),
            team: false,
            markers: 1,
            pass: 70,
            late: None,
            rubric: Rubric::default(),
        };
        let both = settings(&[HandInPart::Text, HandInPart::Files]);
        assert_eq!(missing(&both, " \n", 0, 0).as_deref(), Some("Write your text or add a file before you hand in."));
        assert_eq!(missing(&both, "", 1, 0), None);
        assert_eq!(missing(&both, "A plan", 0, 0), None);
        assert!(missing(&settings(&[HandInPart::Files]), "A text of before", 0, 0).is_some());
        assert_eq!(missing(&settings(&[HandInPart::Runs]), "", 0, 0).as_deref(), Some("Choose a saved run before you hand in."));
        let all = settings(&HandInPart::ALL);
        assert_eq!(missing(&all, "", 0, 0).as_deref(), Some("Write your text, add a file or choose a saved run before you hand in."));
        assert_eq!(missing(&all, "", 0, 1), None);
    }
}
