//! Things in order.

use std::cmp::Ordering;

use super::checks::real;

/// The things in order, those that compare as equal as they were. For dozens of things, not for thousands: each goes to its place among
/// those before it, because the library's sort is 4 kB of what a page with a simulator loads.
pub(super) fn sorted<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = places(things.len(), &|one, other| compare(&things[one], &things[other]));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| things[place].take()).collect()
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places = Vec::with_capacity(count);
    for next in 0..count {
        let at = places.partition_point(|before| compare(*before, next).is_le());
        places.insert(at, next);
    }
    places
}

/// A quantile of ascending numbers, of which there is at least one: position `(n − 1) × share`, between neighbors in a straight line. The
/// seventh way of R. Hyndman and Y. Fan, Am Stat 1996;50:361-365.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let position = real(sorted.len().saturating_sub(1)) * share;
    // A walk instead of a cast, which would lose silently; sorting costs more than it.
    let below = (0..sorted.len()).rev().find(|place| real(*place) <= position).unwrap_or(0);
    let (low, high) = (sorted[below], sorted[(below + 1).min(sorted.len() - 1)]);
    low + (high - low) * (position - real(below))
}

/// The first that was there before, with its place.
pub(super) fn repeated<'a>(names: impl Iterator<Item = &'a String>) -> Option<(usize, &'a String)> {
    let mut met: Vec<&String> = Vec::new();
    names.enumerate().find(|(_, name)| {
        let again = met.contains(name);
        met.push(name);
        again
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let things = vec![(2, "a"), (1, "b"), (2, "c"), (1, "d")];
        assert_eq!(sorted(things, |one, other| one.0.cmp(&other.0)), [(1, "b"), (1, "d"), (2, "a"), (2, "c")]);
    }

    #[test]
    fn a_name_that_is_there_again_is_found() {
        let names = ["a", "b", "a"].map(String::from);
        assert_eq!(repeated(names.iter()), Some((2, &names[0])));
        assert_eq!(repeated(names[..2].iter()), None);
    }
}
