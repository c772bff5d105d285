//! The runs of simulators that students of the demo saved, and which of them they handed in.

use chrono::{DateTime, Utc};
use domain::{
    Error, Result,
    authoring::{Piece, Simulation},
    ids::RunId,
    learning::{
        runs::Worked,
        store::{self, NewRun, UnitView},
    },
    simulators::worksheet::{self, Entries},
};

use super::studying::{Studying, Unit};

/// The stream of chance by which they choose inputs, apart from that by which they answer.
const INPUTS: u64 = 37;

/// What is changed in the author's inputs, by simulator, and what students put there.
const TRIED: [(&str, &str, [&str; 5]); 2] = [
    ("markov", "rr,.509,", ["rr,.365,", "rr,.45,", "rr,.509,", "rr,.6,", "rr,.71,"]),
    ("icer", "wtp=15000", ["wtp=4000", "wtp=10000", "wtp=15000", "wtp=30000", "wtp=50000"]),
];

/// The simulators in the text of a unit.
pub fn simulations(unit: &UnitView) -> Vec<Simulation> {
    unit.text.body.iter().filter_map(Piece::simulator).cloned().collect()
}

impl Studying<'_> {
    /// Saves a run of each simulator of a lesson in which the demo knows what to change.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn save_runs(&self, unit: &Unit, at: DateTime<Utc>) -> Result<()> {
        let mut chance = self.chance.apart(INPUTS);
        for simulation in &unit.simulations {
            let Some((_, from, to)) = TRIED.iter().find(|(simulator, ..)| *simulator == simulation.simulator) else { continue };
            let worksheet = worksheet::find(&simulation.simulator).ok_or(Error::NotFound)?;
            let inputs = simulation.inputs.replace(from, to[chance.below(to.len())]);
            // An author whose text changes may leave nothing that the demo could save.
            let Ok(worked) = Worked::of(&Entries::of_address(worksheet, &inputs)) else { continue };
            let new = NewRun {
                enrollment: self.enrollment,
                module: unit.assignment.module,
                unit: unit.assignment.unit.clone(),
                unit_id: unit.id,
                title: simulation.shows.clone(),
                worked,
                completes: None,
            };
            store::save_run(self.tx, at, &new).await?;
        }
        Ok(())
    }

    /// Chooses all that was saved in the module, to be handed in.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn choose_runs(&self, unit: &Unit) -> Result<Vec<RunId>> {
        let here = (unit.assignment.module, unit.assignment.unit.as_str());
        let runs: Vec<RunId> = store::runs_of_module(self.tx, self.person, here.0).await?.iter().map(|run| run.id).collect();
        store::choose_runs(self.tx, (self.person, self.enrollment), here, &runs).await?;
        Ok(runs)
    }
}
