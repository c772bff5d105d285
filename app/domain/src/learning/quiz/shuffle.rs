//! Shuffling that gives the same order for the same seed, in every version of this program: the order a student saw is part of
//! what happened.

/// A stream of numbers from a seed: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `bound`. The bias of the remainder is below 2⁻⁵⁸ for lists as short as ours.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// The indexes `0..count` in an order that depends on the seed and on `salt` alone (Fisher-Yates, from the end).
pub fn shuffled(count: usize, seed: i64, salt: u64) -> Vec<usize> {
    let mut stream = Stream((seed as u64) ^ salt.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, stream.below(last + 1));
    }
    order
}

/// The same, with some indexes kept in their place.
pub fn shuffled_around(fixed: &[bool], seed: i64, salt: u64) -> Vec<usize> {
    let loose: Vec<usize> = (0..fixed.len()).filter(|index| !fixed[*index]).collect();
    let mut moved = shuffled(loose.len(), seed, salt).into_iter().map(|index| loose[index]);
    (0..fixed.len()).map(|index| if fixed[index] { index } else { moved.next().unwrap_or(index) }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_order_once_seen_is_the_order_for_ever() {
        // If this fails, attempts of the past would be shown in another order than their students saw.
        assert_eq!(shuffled(8, 42, 7), [3, 6, 1, 2, 5, 4, 7, 0]);
        assert_eq!(shuffled(5, -1, 0), [2, 0, 3, 4, 1]);
    }

    proptest! {
        #[test]
        fn every_index_comes_once(count in 0_usize..50, seed: i64, salt: u64) {
            let mut order = shuffled(count, seed, salt);
            order.sort_unstable();
            prop_assert_eq!(order, (0..count).collect::<Vec<_>>());
        }

        #[test]
        fn what_is_fixed_stays(fixed in prop::collection::vec(any::<bool>(), 0..20), seed: i64, salt: u64) {
            let order = shuffled_around(&fixed, seed, salt);
            for (place, index) in order.iter().enumerate() {
                prop_assert!(!fixed[place] || *index == place);
            }
            let mut sorted = order;
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..fixed.len()).collect::<Vec<_>>());
        }
    }
}
