//! The stakeholder grid: power and interest, each high or low, give a default of what to do.
//!
//! After Mendelow 1981 and Bryson, *Public Manag Rev* 2004;6:21-53.

use super::rated;
use crate::simulators::Result;
use crate::simulators::checks::many;

/// Most stakeholders of a grid.
pub const MOST_STAKEHOLDERS: usize = 200;

/// Where somebody stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// For the change.
    For,
    /// Undecided.
    Open,
    /// Against it.
    Against,
}

/// Somebody who can affect the change or is affected by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stakeholder {
    /// Who, by role.
    pub name: String,
    /// Power in the decision, 1 to 5.
    pub power: u8,
    /// Power in the execution, 1 to 5, where it was rated.
    pub power_in_execution: Option<u8>,
    /// Interest in whether it happens, 1 to 5.
    pub interest: u8,
    /// Stance today.
    pub stance: Stance,
}

/// A quarter of the grid, named for its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// High power, high interest.
    ManageClosely,
    /// High power, low interest.
    KeepSatisfied,
    /// Low power, high interest.
    KeepInformed,
    /// Low power, low interest.
    Monitor,
}

impl Quadrant {
    /// All, strongest and most interested first.
    pub const ALL: [Self; 4] = [Self::ManageClosely, Self::KeepSatisfied, Self::KeepInformed, Self::Monitor];

    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ManageClosely => "manage closely",
            Self::KeepSatisfied => "keep satisfied",
            Self::KeepInformed => "keep informed",
            Self::Monitor => "monitor",
        }
    }

    fn of(high_power: bool, high_interest: bool) -> Self {
        match (high_power, high_interest) {
            (true, true) => Self::ManageClosely,
            (true, false) => Self::KeepSatisfied,
            (false, true) => Self::KeepInformed,
            (false, false) => Self::Monitor,
        }
    }
}

/// How many of a quadrant stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stances {
    /// For.
    pub supporting: usize,
    /// Open.
    pub open: usize,
    /// Against.
    pub against: usize,
}

/// A grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Quadrant of each stakeholder, by power in the decision.
    pub quadrants: Vec<Quadrant>,
    /// Stances by quadrant, in the order of [`Quadrant::ALL`].
    pub stances: [Stances; 4],
    /// Stakeholders whose power in the execution is high and in the decision is not: the power that the grid hides.
    pub hidden_power: Vec<usize>,
}

/// Places stakeholders. A rating above `low_until` is high; the usual value is 3.
pub fn place(stakeholders: &[Stakeholder], low_until: u8) -> Result<Grid> {
    many("stakeholders", stakeholders.len(), 1, MOST_STAKEHOLDERS, "stakeholders")?;
    rated("low_until".into(), low_until)?;
    for (number, stakeholder) in stakeholders.iter().enumerate() {
        rated(format!("stakeholders.{number}.power"), stakeholder.power)?;
        rated(format!("stakeholders.{number}.interest"), stakeholder.interest)?;
        stakeholder.power_in_execution.map_or(Ok(()), |power| rated(format!("stakeholders.{number}.power_in_execution"), power))?;
    }
    let high = |rating: u8| rating > low_until;
    let quadrants: Vec<Quadrant> = stakeholders.iter().map(|one| Quadrant::of(high(one.power), high(one.interest))).collect();
    let stances = Quadrant::ALL.map(|quadrant| {
        let count = |stance| stakeholders.iter().zip(&quadrants).filter(|(one, place)| **place == quadrant && one.stance == stance).count();
        Stances { supporting: count(Stance::For), open: count(Stance::Open), against: count(Stance::Against) }
    });
    let hides = |one: &Stakeholder| !high(one.power) && one.power_in_execution.is_some_and(high);
    let hidden_power = (0..stakeholders.len()).filter(|&number| hides(&stakeholders[number])).collect();
    Ok(Grid { quadrants, stances, hidden_power })
}

#[cfg(test)]
mod tests {
    use super::Quadrant::{KeepInformed, KeepSatisfied, ManageClosely, Monitor};
    use super::*;

    fn stakeholder(power: u8, interest: u8, stance: Stance) -> Stakeholder {
        Stakeholder { name: String::new(), power, power_in_execution: None, interest, stance }
    }

    /// Preset of `docs/assignments/leading-change.md`, in the order of the table in `03-forces.md`.
    fn tarn_hill() -> Vec<Stakeholder> {
        use Stance::{Against, For, Open};
        let rows = [(5, 5, Against), (4, 5, Open), (5, 3, For), (4, 2, For), (4, 2, Open)];
        let more = [(2, 5, Against), (2, 4, Against), (3, 5, For), (1, 4, For), (3, 2, For)];
        rows.into_iter().chain(more).map(|(power, interest, stance)| stakeholder(power, interest, stance)).collect()
    }

    #[test]
    fn the_strong_and_interested_of_tarn_hill_are_not_for_it() {
        let grid = place(&tarn_hill(), 3).unwrap();
        let expected = [[ManageClosely; 2].as_slice(), &[KeepSatisfied; 3], &[KeepInformed; 4], &[Monitor]].concat();
        assert_eq!(grid.quadrants, expected);
        assert_eq!(grid.stances[0], Stances { supporting: 0, open: 1, against: 1 });
        assert_eq!(grid.stances[2], Stances { supporting: 2, open: 0, against: 2 });
    }

    #[test]
    fn schedulers_have_power_that_the_grid_hides() {
        let mut stakeholders = tarn_hill();
        stakeholders[5].power_in_execution = Some(5);
        stakeholders[4].power_in_execution = Some(5);
        assert_eq!(place(&stakeholders, 3).unwrap().hidden_power, [5]);
    }

    /// Mendelow 1981; domain.md 5.13.
    #[test]
    fn quadrants_have_their_usual_names() {
        assert_eq!(Quadrant::ALL.map(Quadrant::name), ["manage closely", "keep satisfied", "keep informed", "monitor"]);
    }

    #[test]
    fn nonsense_is_refused() {
        let refused = |stakeholders: &[Stakeholder], low| place(stakeholders, low).unwrap_err().input;
        assert_eq!(refused(&[], 3), "stakeholders");
        assert_eq!(refused(&[stakeholder(0, 1, Stance::For)], 3), "stakeholders.0.power");
        assert_eq!(refused(&[stakeholder(1, 6, Stance::For)], 3), "stakeholders.0.interest");
        assert_eq!(refused(&[stakeholder(1, 1, Stance::For)], 9), "low_until");
        let hidden = Stakeholder { power_in_execution: Some(0), ..stakeholder(1, 1, Stance::For) };
        assert_eq!(refused(&[hidden], 3), "stakeholders.0.power_in_execution");
    }
}
