//! Runs of simulators that students save: what is kept of one, where in its unit it belongs, and what a cohort's come to.

mod compared;

pub use compared::{Compared, Comparison, LEAST, compare};

use serde::{Deserialize, Serialize};

use crate::{
    authoring::Simulation,
    simulators::{Refused, Result, worksheet::Entries},
};

/// As many runs as one student can save in one unit.
pub const MOST_RUNS: usize = 100;

/// The longest inputs that are saved, in bytes of an address.
const LONGEST: usize = 60_000;

/// A figure of a run, as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFigure {
    /// What it is.
    pub label: String,
    /// How much, as people read it.
    pub value: String,
    /// Of what; may be empty.
    pub unit: String,
}

/// What a simulator makes of inputs, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// Its name in addresses.
    pub simulator: &'static str,
    /// All inputs, as the text of an address.
    pub inputs: String,
    /// What it comes to, in words.
    pub result: String,
    /// The figures that matter most.
    pub figures: Vec<RunFigure>,
}

impl Worked {
    /// Works the sums: what is kept is never what a browser says they come to.
    ///
    /// # Errors
    /// What the simulator refuses; inputs that are longer than an address can be.
    pub fn of(entries: &Entries) -> Result<Self> {
        let worksheet = entries.worksheet();
        let outcome = (worksheet.work)(entries)?;
        let inputs = entries.address();
        if inputs.len() > LONGEST {
            let first = worksheet.fields.first().map_or("", |field| field.name);
            return Err(Refused::new(first, "These inputs are too long to be saved. Shorten names, or leave rows out."));
        }
        let figures = outcome.figures.into_iter().map(|figure| RunFigure { label: figure.label, value: figure.value, unit: figure.unit });
        Ok(Self { simulator: worksheet.name, inputs, result: outcome.says, figures: figures.collect() })
    }
}

/// Which of a unit's simulators a run belongs to, by the run's simulator and title. Where a simulator stands twice in a unit, the title tells
/// which; a title that its author has changed since leads to the first.
pub fn belongs<'s, K>(mut simulations: impl Iterator<Item = (K, &'s Simulation)> + Clone, (simulator, title): (&str, &str)) -> Option<K> {
    let named = simulations.clone().find(|(_, one)| one.simulator == simulator && one.shows == title);
    named.or_else(|| simulations.find(|(_, one)| one.simulator == simulator)).map(|(which, _)| which)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulators::worksheet;

    fn entries(query: &str) -> Entries {
        Entries::of_address(worksheet::find("fee").unwrap(), query)
    }

    #[test]
    fn what_is_kept_is_what_the_simulator_says() {
        let worked = Worked::of(&entries("preset=contract&factor=39")).unwrap();
        assert!(worked.result.starts_with("The fee is $70.98"), "{}", worked.result);
        assert!(worked.inputs.ends_with("&factor=39"), "{}", worked.inputs);
        assert_eq!(worked.figures[0], RunFigure { label: "Fee".into(), value: "70.98".into(), unit: "$".into() });
        assert_eq!(Worked::of(&entries(&worked.inputs)).unwrap(), worked, "its inputs give it again");
    }

    #[test]
    fn what_is_refused_or_endless_is_not_kept() {
        assert_eq!(Worked::of(&entries("factor=much")).unwrap_err().input, "factor");
        let name = "n".repeat(LONGEST);
        let long = Entries::of_address(worksheet::find("icer").unwrap(), &format!("options={name},1,1&wtp=1"));
        assert!(Worked::of(&long).unwrap_err().sentence.contains("too long"));
    }

    #[test]
    fn a_run_belongs_to_the_simulator_of_its_title_or_the_first_of_its_kind() {
        let one = |simulator: &str, shows: &str| Simulation {
            simulator: simulator.into(),
            inputs: String::new(),
            shows: shows.into(),
            caption: String::new(),
            compared: false,
        };
        let all = [one("fee", "A fee"), one("icer", "A plane"), one("icer", "Another plane")];
        let found = |simulator, title| belongs(all.iter().enumerate(), (simulator, title));
        assert_eq!(found("icer", "Another plane"), Some(2));
        assert_eq!(found("icer", "A plane of before"), Some(1));
        assert_eq!(found("markov", "A plane"), None);
    }
}
