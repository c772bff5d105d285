//! What can be looked at about cohorts.

mod dates;
mod extensions;
mod list;
mod roster;
mod student;
mod table;
mod teaching;
mod versions;
mod words;

pub(crate) use words::{breadcrumbs, cohort_nav, count};

pub use dates::{NewAddress, cohort_calendar, cohort_calendar_page, feed, own_calendar, own_calendar_page, taught_calendar};
pub use extensions::{cohort_extension, cohort_extensions, cohort_extensions_csv, decision_again, giving_again, student_extensions};
pub use list::cohorts;
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, student_page, taught_student};
use table::message_address;
pub use teaching::teaching;
pub use versions::{cohort_module, cohort_modules, version_again};
