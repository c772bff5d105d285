//! What can be looked at about cohorts.

mod dates;
mod list;
mod plan;
mod programs;
mod releases;
mod roster;
mod student;
mod table;
mod teaching;
mod words;

pub(crate) use words::{breadcrumbs, cohort_nav, count};

pub use dates::{NewAddress, cohort_calendar, cohort_calendar_page, feed, own_calendar, own_calendar_page, taught_calendar};
pub use list::cohorts;
pub(crate) use plan::Library;
pub(crate) use releases::{moved, said};

pub use programs::{
    CohortForm, ProgramForm, new_cohort, new_cohort_page, new_program, new_program_page, program, program_page, programs,
};
pub use releases::{CalendarForm, edit_calendar, edit_calendar_page, impact_page, release, releases, stale_page};
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, taught_student};
pub use teaching::teaching;
