//! What can be looked at about cohorts.

mod list;
mod roster;
mod student;
mod table;
mod teaching;
mod words;

pub(crate) use words::cohort_nav;

pub use list::cohorts;
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, taught_student};
pub use teaching::teaching;
