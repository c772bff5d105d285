//! What can be looked at about cohorts.

mod extensions;
mod list;
mod roster;
mod student;
mod table;
mod teaching;
mod versions;
mod words;

pub(crate) use words::cohort_nav;

pub use extensions::{cohort_extension, cohort_extensions, cohort_extensions_csv, decision_again, giving_again, student_extensions};
pub use list::cohorts;
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, taught_student};
pub use teaching::teaching;
pub use versions::{cohort_module, cohort_modules, version_again};
