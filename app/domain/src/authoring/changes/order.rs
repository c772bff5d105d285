//! What kept its order.

/// The places of a longest sequence of numbers that rises: what is not in it has been moved. In n log n steps.
///
/// Fredman, "On computing the length of longest increasing subsequences", *Discrete Mathematics* 11 (1975), 29-35.
pub(super) fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each length the place of the smallest number that ends such a sequence, and for each place the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[place] = length.checked_sub(1).map(|length| ends[length]);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut rising: Vec<usize> = std::iter::successors(ends.last().copied(), |place| before[*place]).collect();
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_many_as_can_be_stay_where_they_are() {
        assert_eq!(longest_rising(&[1, 2, 3, 0]), [0, 1, 2]);
        assert_eq!(longest_rising(&[3, 0, 1, 2]), [1, 2, 3]);
        assert!(longest_rising(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn it_rises_and_none_is_longer(numbers in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let found: Vec<usize> = longest_rising(&numbers).into_iter().map(|place| numbers[place]).collect();
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            let longest = (0_u32..1 << numbers.len()).filter_map(|chosen| {
                let some: Vec<usize> = (0..numbers.len()).filter(|place| chosen >> place & 1 == 1).map(|place| numbers[place]).collect();
                some.windows(2).all(|pair| pair[0] < pair[1]).then_some(some.len())
            });
            prop_assert_eq!(Some(found.len()), longest.max());
        }
    }
}
