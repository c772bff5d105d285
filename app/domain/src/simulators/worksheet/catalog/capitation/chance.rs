//! How much of a year's cost is chance, by the number of members.

use super::super::super::{Axis, Bar, Picture, Plot, Table, Value, number};
use super::Answer;
use crate::simulators::{Result, bundle};

/// Other groups to compare with.
const GROUPS: [f64; 5] = [500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0];
/// How much more care costs in a bad year.
const BAD_YEAR: f64 = 0.05;

/// Chance that so many members of the same mean cost and premium end in a loss, before the corridor.
pub(super) fn chance_of_loss(answer: &Answer, sd: f64, members: f64) -> Result<f64> {
    let mean = answer.settled.medical_costs / answer.contract.members;
    bundle::chance_of_loss(mean, sd * mean, members, mean + answer.before_corridor() / answer.contract.members)
}

/// Chances of a bad year and of a loss, for this group and others.
pub(super) fn by_members(answer: &Answer, sd: f64) -> Result<(Table, Picture)> {
    let columns = [("Members", ""), ("Standard error", "% of cost"), ("Cost 5% higher or more", "% of terms"), ("A loss", "% of terms")];
    let mut table = Table::new("Chance by number of members, with the same premium and mean cost of each", &columns);
    let own = answer.contract.members;
    let mut groups: Vec<f64> = GROUPS.into_iter().filter(|group| *group != own).collect();
    groups.insert(groups.partition_point(|group| *group < own), own);
    let mut bars = Vec::new();
    for members in groups {
        let error = sd / members.sqrt();
        let bad = 100.0 * bundle::chance_of_loss(1.0, sd, members, 1.0 + BAD_YEAR)?;
        let loss = 100.0 * chance_of_loss(answer, sd, members)?;
        let name = format!("{} members{}", number(members, 0), if members == own { ", yours" } else { "" });
        bars.push(Bar { name, from: 0.0, to: bad, note: format!("{}%", number(bad, 1)) });
        table.row([Value::Number(members, 0), Value::Number(100.0 * error, 1), Value::Number(bad, 1), Value::Number(loss, 1)]);
    }
    let picture = Picture {
        title: "How often care costs 5% more than expected, or worse, by chance alone.".to_owned(),
        table: 2,
        plot: Plot::Bars { x: Axis::new("% of terms").reaching(0.0, 10.0), bars, base: None },
    };
    Ok((table, picture))
}
