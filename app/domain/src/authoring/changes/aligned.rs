//! What two sequences have in common, in order.

use std::{collections::HashMap, hash::Hash, ops::Range};

/// So many pairs of pieces are compared at most, 64 of them in a step: half a million steps and 4 MB.
const MOST: usize = 32_000_000;
const BITS: usize = u64::BITS as usize;

/// A part of both sequences, one of which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::authoring) struct Stretch {
    /// Where it is in the old one.
    pub old: Range<usize>,
    /// Where it is in the new one.
    pub new: Range<usize>,
    /// Whether the pieces are equal.
    pub equal: bool,
}

/// Both sequences in stretches, by turns equal and not. As many pieces as can be are equal, unless they are so many that only the
/// beginning and the end are compared.
pub(in crate::authoring) fn aligned<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let same = |(one, two): &(&T, &T)| one == two;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|place| (place, place)).collect();
    if (old_end - head).saturating_mul(new_end - head) <= MOST {
        let between = common(&old[head..old_end], &new[head..new_end]);
        pairs.extend(between.into_iter().map(|(one, two)| (head + one, head + two)));
    }
    pairs.extend((0..tail).map(|place| (old_end + place, new_end + place)));
    stretches(&pairs, (old.len(), new.len()))
}

/// A longest common subsequence, as pairs of places that rise. A row of bits for each old piece has a zero where the new pieces up to
/// there have one more in common with the old ones up to here than those before it; 64 are found with one addition.
///
/// Crochemore, Iliopoulos, Pinzon & Reid, "A fast and practical bit-vector algorithm for the longest common subsequence problem",
/// *Information Processing Letters* 80 (2001), 279-285; in the form of Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
fn common<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len().div_ceil(BITS);
    let mut places: HashMap<&T, Vec<u64>> = HashMap::new();
    for (place, piece) in new.iter().enumerate() {
        places.entry(piece).or_insert_with(|| vec![0; width])[place / BITS] |= 1 << (place % BITS);
    }
    let mut rows = vec![u64::MAX; (old.len() + 1) * width];
    for (place, piece) in old.iter().enumerate() {
        let (above, below) = rows.split_at_mut((place + 1) * width);
        let (above, below) = (&above[place * width..], &mut below[..width]);
        match places.get(piece) {
            Some(places) => step(above, places, below),
            None => below.copy_from_slice(above),
        }
    }
    walked_back(&rows, width, (old.len(), new.len()))
}

fn step(above: &[u64], places: &[u64], below: &mut [u64]) {
    let mut carry = false;
    for ((above, places), below) in above.iter().zip(places).zip(below) {
        let (sum, over) = above.overflowing_add(above & places);
        let (sum, more) = sum.overflowing_add(u64::from(carry));
        carry = over || more;
        *below = sum | (above & !places);
    }
}

/// From the end: where a piece adds nothing it is left out, and what adds something in this row and in none before it is a pair.
fn walked_back(rows: &[u64], width: usize, (mut old, mut new): (usize, usize)) -> Vec<(usize, usize)> {
    let adds = |row: usize, place: usize| rows[row * width + place / BITS] >> (place % BITS) & 1 == 0;
    let mut pairs = Vec::new();
    while old > 0 && new > 0 {
        if !adds(old, new - 1) {
            new -= 1;
        } else if adds(old - 1, new - 1) {
            old -= 1;
        } else {
            (old, new) = (old - 1, new - 1);
            pairs.push((old, new));
        }
    }
    pairs.reverse();
    pairs
}

fn stretches(pairs: &[(usize, usize)], (old, new): (usize, usize)) -> Vec<Stretch> {
    let (mut found, mut at) = (Vec::new(), (0, 0));
    let mut until = |one: usize, two: usize, equal: bool| {
        if (one, two) != at {
            found.push(Stretch { old: at.0..one, new: at.1..two, equal });
            at = (one, two);
        }
    };
    for together in pairs.chunk_by(|one, two| (one.0 + 1, one.1 + 1) == *two) {
        let (one, two) = together[0];
        until(one, two, false);
        until(one + together.len(), two + together.len(), true);
    }
    until(old, new, false);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How much two sequences have in common, by the definition.
    fn longest(old: &[u8], new: &[u8]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for one in old {
            let mut corner = 0;
            for (place, two) in new.iter().enumerate() {
                let above = row[place + 1];
                row[place + 1] = if one == two { corner + 1 } else { above.max(row[place]) };
                corner = above;
            }
        }
        row[new.len()]
    }

    fn check(old: &[u8], new: &[u8]) -> usize {
        let (mut at, mut equal) = ((0, 0), 0);
        let found = aligned(old, new);
        for stretch in &found {
            assert_eq!((stretch.old.start, stretch.new.start), at);
            at = (stretch.old.end, stretch.new.end);
            assert!(!stretch.equal || old[stretch.old.clone()] == new[stretch.new.clone()]);
            equal += if stretch.equal { stretch.old.len() } else { 0 };
        }
        assert_eq!(at, (old.len(), new.len()));
        assert!(found.windows(2).all(|two| two[0].equal != two[1].equal));
        equal
    }

    proptest! {
        #[test]
        fn as_much_is_equal_as_can_be(old in prop::collection::vec(0_u8..5, 0..200), new in prop::collection::vec(0_u8..5, 0..200)) {
            prop_assert_eq!(check(&old, &new), longest(&old, &new));
        }
    }

    #[test]
    fn of_too_many_the_beginning_and_the_end_are_compared() {
        let (old, new) = ([&[1; 3][..], &[2; 6_000], &[4]].concat(), [&[1; 3][..], &[3; 6_000], &[4]].concat());
        assert_eq!(check(&old, &new), 4);
        assert_eq!(aligned(&old, &new).len(), 3);
    }
}
