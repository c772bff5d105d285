//! Drafts: a content package that is being written. Pure: what stands in its outline, what each change of the outline makes of its
//! files, what is missing for publishing, and what becomes of two texts written at the same time.

mod blocks;
mod bringing;
mod changing;
mod check;
mod compared;
mod disclosing;
mod front;
pub mod links;
mod merge;
mod outline;
mod questions;
pub mod review;
mod settings;
mod skeleton;
mod sound;
mod together;
mod unfinished;
mod ways;

use std::collections::BTreeMap;

pub use blocks::{Block, blocks};
pub(super) use blocks::{with_block, with_head, with_more};
pub use bringing::{Becomes, Bringing, Brought, NOT_HERE, bring, bring_new};
pub use changing::{Change, Edits, apply, hand_over, unit_name, with_minutes};
pub use check::{Looked, check, look, missing};
pub use compared::{Compared, compared};
pub use disclosing::{Lack, Stated, lacks, stated, with_statements};
pub use merge::merged;
pub use outline::{Line, Outline, address, file_of, line_of, module_of, outline, title_of};
pub(in crate::authoring) use questions::{free, ids};
pub use settings::{Setting, Wanted, competencies_of, missing_setting, setting, settings, shown_again, with_settings};
pub use skeleton::{NOT_REVIEWED, NewModule, name_of, new_module, titled};
pub use sound::{Sound, sound};
pub use together::{Doing, STAYS, doing};
pub(in crate::authoring) use unfinished::unfinished;
pub use ways::Ways;

use crate::ids::PersonId;

/// The files of a draft by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The longest text of a unit that can be edited, in bytes, about 12,000 words: a form encodes a byte as three, and takes 256 KB, also when
/// it is carried through a sign-in.
pub const LONGEST_TEXT: usize = 80_000;

/// Somebody who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Who.
    pub person: PersonId,
    /// Whether they may write every module: an administrator.
    pub everything: bool,
}

crate::words! {
    /// How far a draft has come.
    pub enum DraftState {
        /// It is being written.
        Writing = "writing",
        /// Somebody else is asked to read it.
        Review = "review",
        /// Somebody else has read it and found it good.
        Approved = "approved",
        /// It became a version.
        Published = "published",
        /// It was given up, and is kept for the record.
        Discarded = "discarded",
    }
}

/// Whether a text that is replaced is kept to go back to. It is, unless its own writer types on within a minute of the last text
/// that was kept, and takes out next to nothing: otherwise each pause in typing would be an earlier text.
pub fn is_kept(before: &[u8], after: &[u8], types_on: bool) -> bool {
    const NEXT_TO_NOTHING: usize = 40;
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = (&before[same..], &after[same..]);
    let end = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    !types_on || rest.0.len() - end > NEXT_TO_NOTHING
}

/// The kind of a unit, if its front matter names one.
pub(super) fn kind_of(text: &str) -> Option<super::UnitKind> {
    front::value(text, "kind").and_then(|kind| kind.parse().ok())
}

/// Whether simulators may stand in a unit with this text: a quiz has none, and neither has the introduction of the module.
pub fn holds_simulators(text: &str) -> bool {
    kind_of(text).is_some_and(|kind| kind != super::UnitKind::Quiz)
}

/// What stands in a file, if that is text.
fn text_of<'f>(files: &'f Files, path: &str) -> Option<&'f str> {
    files.get(path).and_then(|content| std::str::from_utf8(content).ok())
}

#[cfg(test)]
mod tests;
