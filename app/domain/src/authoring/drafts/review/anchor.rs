//! Where a comment stands: it holds on to the words of a paragraph, not to its place.

use sha2::{Digest, Sha256};

use super::Passage;
use crate::{authoring::changes::alike, text::squeezed};

/// What is alike in more than this share of its words is the same paragraph, changed; as between versions.
const ALIKE: f64 = 0.5;

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It stands there as it was, wherever that is now.
    Same(usize),
    /// It stands there, with other words.
    Changed(usize),
    /// It is gone.
    Gone,
}

/// What a paragraph is known by: SHA-256 of its words, in hexadecimal. Where its lines are broken is nothing to it.
pub fn digest(words: &str) -> String {
    hex::encode(Sha256::digest(squeezed(words)))
}

/// Where the paragraph is that had these words at this place, from 0. Of several that say the same it is the nearest.
pub fn place(words: &str, position: usize, now: &[Passage]) -> Found {
    let far = |place: &usize| place.abs_diff(position);
    let known = squeezed(words);
    let same = now.iter().enumerate().filter(|(_, passage)| squeezed(&passage.words) == known);
    if let Some(place) = same.map(|(place, _)| place).min_by_key(far) {
        return Found::Same(place);
    }
    let shares = now.iter().enumerate().map(|(place, passage)| (alike(words, &passage.words), place));
    let best = shares.filter(|(share, _)| *share > ALIKE).max_by(|one, two| one.0.total_cmp(&two.0).then(far(&two.1).cmp(&far(&one.1))));
    best.map_or(Found::Gone, |(_, place)| Found::Changed(place))
}
