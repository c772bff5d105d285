//! The field of forces: net = Σ driving − Σ restraining, tension = Σ driving + Σ restraining (after Lewin, *Hum Relat* 1947;1:5-41).

use super::rated;
use crate::simulators::{Refused, Result};

/// Most forces on a side.
pub const MOST_FORCES: usize = 100;

/// Whether a force pushes or holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Toward the change.
    Driving,
    /// Against it.
    Restraining,
}

/// A force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Force {
    /// What pushes or holds.
    pub name: String,
    /// Which way.
    pub direction: Direction,
    /// Strength today, 0 to 5; 0 if only a plan adds it.
    pub today: u8,
    /// Strength under the plan, 0 to 5; 0 if the plan removes it.
    pub planned: u8,
    /// What somebody who doubts the change rates it today, 1 to 5.
    pub doubter: Option<u8>,
}

/// Sums of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Sum of the driving forces.
    pub driving: u32,
    /// Sum of the restraining forces.
    pub restraining: u32,
    /// Driving less restraining: above 0 the ratings say that it moves.
    pub net: i32,
    /// Driving and restraining together: how hard it is pulled both ways.
    pub tension: u32,
}

/// A field today, under the plan, and as the doubter sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Today.
    pub today: Balance,
    /// Under the plan.
    pub planned: Balance,
    /// Today with the doubter's ratings where there are some; none if there are none.
    pub doubter: Option<Balance>,
    /// Forces that the two rate differently by 2 or more, the largest difference first, with doubter's less own rating.
    pub to_ask_about: Vec<(usize, i32)>,
}

/// Adds up a field of forces.
pub fn field(forces: &[Force]) -> Result<Field> {
    for direction in [Direction::Driving, Direction::Restraining] {
        let count = forces.iter().filter(|force| force.direction == direction).count();
        if count > MOST_FORCES {
            return Err(Refused::new("forces", format!("There are {count} forces on one side: give at most {MOST_FORCES}.")));
        }
    }
    if forces.is_empty() {
        return Err(Refused::new("forces", "Name at least one force."));
    }
    forces.iter().enumerate().try_for_each(|(number, force)| check(number, force))?;
    let doubted = forces.iter().any(|force| force.doubter.is_some());
    let difference = |force: &Force| force.doubter.map_or(0, |doubter| i32::from(doubter) - i32::from(force.today));
    let differences = forces.iter().map(difference).enumerate();
    let mut to_ask_about: Vec<(usize, i32)> = differences.filter(|(_, difference)| difference.abs() >= 2).collect();
    to_ask_about.sort_by_key(|(_, difference)| -difference.abs());
    Ok(Field {
        today: balance(forces, |force| force.today),
        planned: balance(forces, |force| force.planned),
        doubter: doubted.then(|| balance(forces, |force| force.doubter.unwrap_or(force.today))),
        to_ask_about,
    })
}

fn check(number: usize, force: &Force) -> Result<()> {
    for (field, strength) in [("today", force.today), ("planned", force.planned)] {
        if strength > 5 {
            let sentence = format!("The strength is {strength}: give a whole number from 0 to 5.");
            return Err(Refused::new(format!("forces.{number}.{field}"), sentence));
        }
    }
    force.doubter.map_or(Ok(()), |doubter| rated(format!("forces.{number}.doubter"), doubter))
}

fn balance(forces: &[Force], strength: impl Fn(&Force) -> u8) -> Balance {
    let (mut driving, mut restraining, mut net) = (0, 0, 0);
    for force in forces {
        let strength = strength(force);
        match force.direction {
            Direction::Driving => (driving, net) = (driving + u32::from(strength), net + i32::from(strength)),
            Direction::Restraining => (restraining, net) = (restraining + u32::from(strength), net - i32::from(strength)),
        }
    }
    Balance { driving, restraining, net, tension: driving + restraining }
}

#[cfg(test)]
mod tests {
    use super::Direction::{Driving, Restraining};
    use super::*;
    use proptest::prelude::*;

    fn forces(rows: &[(Direction, u8, u8)]) -> Vec<Force> {
        let force = |&(direction, today, planned)| Force { name: String::new(), direction, today, planned, doubter: None };
        rows.iter().map(force).collect()
    }

    /// Lewin 1947, the sum of what drives less the sum of what restrains: domain.md 5.13. Presets of
    /// `docs/assignments/leading-change.md` and question forces-net of `03-forces.md`.
    #[test]
    fn tarn_hill_moves_further_and_calmer_by_release_than_by_push() {
        let drivers = [(Driving, 5, 5), (Driving, 4, 4), (Driving, 3, 3), (Driving, 2, 2)];
        let held = [(Restraining, 5, 5), (Restraining, 4, 4), (Restraining, 4, 4), (Restraining, 3, 3)];
        let released = [(Restraining, 5, 3), (Restraining, 4, 2), (Restraining, 4, 3), (Restraining, 3, 3)];
        let reviewed = [(Restraining, 5, 5), (Restraining, 4, 2), (Restraining, 4, 4), (Restraining, 3, 3)];
        let bonus = [(Driving, 0, 3)];
        for (rows, net, tension) in [
            ([drivers.as_slice(), &held, &bonus].concat(), 1, 33),
            ([drivers.as_slice(), &released].concat(), 3, 25),
            ([drivers.as_slice(), &reviewed, &bonus].concat(), 3, 31),
        ] {
            let field = field(&forces(&rows)).unwrap();
            assert_eq!(field.today, Balance { driving: 14, restraining: 16, net: -2, tension: 30 });
            assert_eq!((field.planned.net, field.planned.tension), (net, tension));
        }
    }

    /// `03-forces.md`, "Rate twice": the failed attempt is a 3, and a 5 to Dr. Achebe's nurse.
    #[test]
    fn what_a_doubter_rates_otherwise_is_to_be_asked_about() {
        let mut forces = forces(&[(Driving, 5, 5), (Restraining, 3, 3), (Restraining, 4, 4)]);
        for (force, doubter) in forces.iter_mut().zip([2, 5, 5]) {
            force.doubter = Some(doubter);
        }
        let field = field(&forces).unwrap();
        assert_eq!(field.to_ask_about, [(0, -3), (1, 2)]);
        assert_eq!(field.doubter, Some(Balance { driving: 2, restraining: 10, net: -8, tension: 12 }));
    }

    #[test]
    fn nonsense_is_refused() {
        let refused = |forces: &[Force]| field(forces).unwrap_err().input;
        assert_eq!(refused(&[]), "forces");
        assert_eq!(refused(&forces(&[(Driving, 1, 1); 101])), "forces");
        assert_eq!(refused(&forces(&[(Driving, 6, 1)])), "forces.0.today");
        assert_eq!(refused(&forces(&[(Driving, 1, 255)])), "forces.0.planned");
        let doubted = Force { doubter: Some(0), ..forces(&[(Driving, 1, 1)])[0].clone() };
        assert_eq!(refused(&[doubted]), "forces.0.doubter");
    }

    proptest! {
        #[test]
        fn removing_a_restraint_moves_as_far_as_adding_a_driver_and_lowers_the_tension(hold in 1_u8..=5, push in 0_u8..=5) {
            let today = [(Driving, push, push), (Restraining, hold, hold)];
            let pushed = field(&forces(&[today.as_slice(), &[(Driving, 0, hold)]].concat())).unwrap();
            let released = field(&forces(&[(Driving, push, push), (Restraining, hold, 0)])).unwrap();
            prop_assert_eq!(pushed.planned.net, released.planned.net);
            prop_assert!(pushed.planned.tension > pushed.today.tension && released.planned.tension < released.today.tension);
        }
    }
}
