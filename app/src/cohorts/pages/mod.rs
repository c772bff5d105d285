//! What can be looked at about cohorts.

mod dates;
mod list;
mod roster;
mod student;
mod table;
mod teaching;
mod words;

pub(crate) use words::{breadcrumbs, cohort_nav, count};

pub use dates::{NewAddress, cohort_calendar, cohort_calendar_page, feed, own_calendar, own_calendar_page, taught_calendar};
pub use list::cohorts;
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, taught_student};
pub use teaching::teaching;
