//! The barrier point: the first of five ordered conditions that is low. Averages over groups are given to show that they mislead.

use super::rated;
use crate::simulators::Result;
use crate::simulators::checks::many;

/// Most groups that are rated.
pub const MOST_GROUPS: usize = 200;

/// A condition that a person passes through, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Of the need.
    Awareness,
    /// To take part.
    Desire,
    /// Of how.
    Knowledge,
    /// To do it.
    Ability,
    /// So that it lasts.
    Reinforcement,
}

impl Condition {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Awareness, Self::Desire, Self::Knowledge, Self::Ability, Self::Reinforcement];
}

/// A group and its ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who.
    pub name: String,
    /// Ratings from 1 (absent) to 5 (firmly there), in the order of [`Condition::ALL`].
    pub ratings: [u8; 5],
}

/// What the ratings say.
#[derive(Clone, Debug, PartialEq)]
pub struct Barriers {
    /// Barrier point of each group: its first low condition; none if nothing is low.
    pub first_low: Vec<Option<Condition>>,
    /// Average rating of each condition over the groups, in the order of [`Condition::ALL`].
    pub averages: [f64; 5],
    /// The condition of the lowest average, the earlier of equals: where one would look without reading across.
    pub lowest_average: Condition,
    /// Groups whose barrier is that condition.
    pub met_by_lowest_average: usize,
}

/// Finds barrier points. A rating of `low_until` or less is low; the usual value is 3.
pub fn points(groups: &[Group], low_until: u8) -> Result<Barriers> {
    many("groups", groups.len(), 1, MOST_GROUPS, "groups")?;
    rated("low_until".into(), low_until)?;
    for (number, group) in groups.iter().enumerate() {
        for (place, rating) in group.ratings.into_iter().enumerate() {
            rated(format!("groups.{number}.ratings.{place}"), rating)?;
        }
    }
    let first = |group: &Group| Condition::ALL.into_iter().zip(group.ratings).find(|(_, rating)| *rating <= low_until);
    let first_low: Vec<_> = groups.iter().map(|group| first(group).map(|(condition, _)| condition)).collect();
    let sums: [u32; 5] = std::array::from_fn(|place| groups.iter().map(|group| u32::from(group.ratings[place])).sum());
    let least = sums.iter().zip(Condition::ALL).min_by_key(|(sum, _)| **sum);
    let lowest_average = least.map_or(Condition::Awareness, |(_, condition)| condition);
    Ok(Barriers {
        averages: sums.map(|sum| f64::from(sum) / groups.len() as f64),
        lowest_average,
        met_by_lowest_average: first_low.iter().filter(|low| **low == Some(lowest_average)).count(),
        first_low,
    })
}

#[cfg(test)]
mod tests {
    use super::Condition::{Ability, Awareness, Desire, Knowledge, Reinforcement};
    use super::*;

    fn groups(ratings: &[[u8; 5]]) -> Vec<Group> {
        ratings.iter().map(|&ratings| Group { name: String::new(), ratings }).collect()
    }

    /// Preset of `docs/assignments/leading-change.md`.
    #[test]
    fn ashgroves_groups_lack_five_different_things_and_the_averages_show_one() {
        let rows = [[5, 4, 4, 2, 2], [4, 4, 2, 2, 1], [5, 5, 5, 4, 2], [2, 2, 2, 3, 1], [4, 2, 4, 3, 2]];
        let barriers = points(&groups(&rows), 3).unwrap();
        assert_eq!(barriers.first_low, [Ability, Knowledge, Reinforcement, Awareness, Desire].map(Some));
        assert_eq!(barriers.averages, [4.0, 3.4, 3.4, 2.8, 1.6]);
        assert_eq!((barriers.lowest_average, barriers.met_by_lowest_average), (Reinforcement, 1));
    }

    /// Hiatt 2006, five scores of 1 to 5 of which the first that is 3 or less is the barrier: domain.md 5.13.
    #[test]
    fn three_is_low_and_four_is_not() {
        let barriers = points(&groups(&[[4, 4, 3, 1, 1], [4, 4, 4, 4, 4]]), 3).unwrap();
        assert_eq!(barriers.first_low, [Some(Knowledge), None]);
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(points(&[], 3).unwrap_err().input, "groups");
        assert_eq!(points(&groups(&[[1, 2, 3, 4, 6]]), 3).unwrap_err().input, "groups.0.ratings.4");
        assert_eq!(points(&groups(&[[1, 2, 3, 4, 5]]), 0).unwrap_err().input, "low_until");
    }
}
