//! Myers' comparison of two sequences, by the crate `similar` (Apache-2.0, of the author of MiniJinja and insta, which rests on it).

use std::hash::Hash;

use similar::{Algorithm, DiffOp, algorithms::IdentifyDistinct, capture_diff};

/// What is equal in both, in order, and what is not. Numbers stand in for the pieces: they are compared a million times.
pub(super) fn aligned<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    let numbers = IdentifyDistinct::<u32>::new(old, 0..old.len(), new, 0..new.len());
    capture_diff(Algorithm::Myers, numbers.old_lookup(), numbers.old_range(), numbers.new_lookup(), numbers.new_range())
}
