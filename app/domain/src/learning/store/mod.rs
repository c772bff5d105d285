//! What a student sees of what they study, and the acts that need a decision before they are recorded.
//!
//! Every read takes the student's [`Place`](crate::policy::Place): what is not in their cohort is not found.

mod attempts;
mod beginning;
mod begun;
mod carry;
mod done;
mod drafted;
mod files;
mod moving;
mod opening;
mod outline;
mod overdue;
mod places;
mod program;
mod rebuilding;
mod residencies;
mod runs;
mod submission;
mod unit;

pub use crate::authoring::store::questions;
pub use attempts::{Attempt, Standing, answers, attempt, attempts};
pub use beginning::{Begun, begin};
pub use begun::begun_modules;
pub use carry::{Carried, Carry, carry};
pub use done::{DoneLine, done};
pub use drafted::{Drafted, drafted};
pub use files::{FileReader, PackageFile, file};
pub use moving::{Moved, UnitTally, carry_cohort, move_version, unit_tallies};
pub use opening::{Opening, opening};
pub use outline::{ModuleView, OutlineUnit, module, outline};
pub use overdue::close_overdue;
pub use places::{ReadingPlace, keep_place};
pub use program::{Deadline, ModuleLine, NextUnit, deadlines, modules, next_unit};
pub use rebuilding::rebuild_all;
pub use residencies::{ResidencyLine, residencies};
pub use runs::{CohortRun, NewRun, SavedRun, choose_runs, chosen_runs, cohort_runs, own_runs, runs_of_module, save_run};
pub use submission::{Scored, submit};
pub use unit::{UnitLine, UnitView, unit, whereabouts};
