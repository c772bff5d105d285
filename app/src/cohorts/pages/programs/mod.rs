//! Programs as templates, and the cohorts that are made from them.

mod cohort;
mod list;
mod new;
mod program;
mod stale;

pub use cohort::{CohortForm, new_cohort, new_cohort_page};
pub use list::programs;
pub use new::{new_program, new_program_page};
pub use program::{ProgramForm, program, program_page};
