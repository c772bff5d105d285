//! Review of a draft: what those who are asked say of it, what that amounts to, and where comments stand when the text goes on. Pure.

mod anchor;
mod passages;

pub use anchor::{Found, digest, place};
pub use passages::{Passage, Seen, passages};

use super::DraftState;
use crate::ids::PersonId;

/// The most characters of a comment, a note or a word with a verdict.
pub const LONGEST_WORDS: usize = 4_000;

crate::words! {
    /// What became of a suggested change.
    pub enum Outcome {
        /// It stands in the draft.
        Taken = "taken",
        /// It was declined.
        Declined = "declined",
    }
}

/// What somebody said of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Who.
    pub person: PersonId,
    /// The revision they had read.
    pub revision: i64,
    /// Whether they found it good; otherwise they ask for changes.
    pub approves: bool,
}

/// Where somebody who was asked stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// They have said nothing yet.
    Asked,
    /// They approve what stands now.
    Approves,
    /// They approved an earlier revision, and the draft was changed since.
    ApprovedBefore(i64),
    /// They asked for changes, at this revision.
    AsksForChanges(i64),
}

/// Where a person stands; `verdicts` is in the order in which they were said, and the last one counts.
pub fn stand(person: PersonId, revision: i64, verdicts: &[Verdict]) -> Stand {
    match verdicts.iter().rev().find(|verdict| verdict.person == person) {
        None => Stand::Asked,
        Some(verdict) if !verdict.approves => Stand::AsksForChanges(verdict.revision),
        Some(verdict) if verdict.revision == revision => Stand::Approves,
        Some(verdict) => Stand::ApprovedBefore(verdict.revision),
    }
}

/// Whether everybody who is asked approves what stands now. Nobody asked is nobody who approves.
fn all_approve(revision: i64, asked: &[PersonId], verdicts: &[Verdict]) -> bool {
    !asked.is_empty() && asked.iter().all(|person| stand(*person, revision, verdicts) == Stand::Approves)
}

/// How far an open draft has come: approved once everybody who is asked approves what stands now, and one of them did not write in it.
pub fn state(revision: i64, asked: &[PersonId], writers: &[PersonId], verdicts: &[Verdict]) -> DraftState {
    match all_approve(revision, asked, verdicts) {
        true if asked.iter().any(|person| !writers.contains(person)) => DraftState::Approved,
        _ if asked.is_empty() => DraftState::Writing,
        _ => DraftState::Review,
    }
}

/// Whether all it lacks is somebody who did not write in it.
pub fn lacks_another(revision: i64, asked: &[PersonId], writers: &[PersonId], verdicts: &[Verdict]) -> bool {
    all_approve(revision, asked, verdicts) && asked.iter().all(|person| writers.contains(person))
}

#[cfg(test)]
mod tests;
