//! What can be looked at about cohorts.

mod dates;
mod extensions;
mod list;
mod plan;
mod programs;
mod releases;
mod roster;
mod student;
mod table;
mod teaching;
mod versions;
mod words;

pub(crate) use plan::Library;
pub(crate) use releases::{moved, said};
pub(crate) use words::{breadcrumbs, cohort_nav, count};

pub use dates::{NewAddress, cohort_calendar, cohort_calendar_page, feed, own_calendar, own_calendar_page, taught_calendar};
pub use extensions::{cohort_extension, cohort_extensions, cohort_extensions_csv, decision_again, giving_again, student_extensions};
pub use list::cohorts;
pub use programs::{CohortForm, ProgramForm, new_cohort, new_cohort_page, new_program, new_program_page, program, program_page, programs};
pub use releases::{CalendarForm, edit_calendar, edit_calendar_page, impact_page, release, releases, stale_page};
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, student_page, taught_student};
use table::message_address;
pub use teaching::teaching;
pub use versions::{cohort_module, cohort_modules, version_again};
