//! What can be looked at about cohorts.

mod dates;
mod extensions;
mod faculty;
mod imports;
mod invitation;
mod list;
mod place;
mod places;
mod plan;
mod program_staff;
mod programs;
mod releases;
mod roster;
mod student;
mod table;
mod teaching;
mod versions;
mod words;

pub(crate) use dates::{Done, to_do};
pub(crate) use places::not_studying;
pub(crate) use plan::Library;
pub(crate) use releases::{moved, said};
pub(crate) use words::{breadcrumbs, cohort_nav, count, notice, subnav};

pub use dates::{NewAddress, cohort_calendar, cohort_calendar_page, feed, own_calendar, own_calendar_page, taught_calendar};
pub use extensions::{cohort_extension, cohort_extensions, cohort_extensions_csv, decision_again, giving_again, student_extensions};
pub use faculty::{cohort_faculty, faculty_page};
pub use imports::{import_page, imports_page, roster_import, roster_imports};
pub use invitation::{invitation_page, new_student};
pub use list::cohorts;
pub use place::{place_page, student_place};
pub use places::own_places_page;
pub use program_staff::{staff_of_program, staff_page};
pub use programs::{CohortForm, ProgramForm, new_cohort, new_cohort_page, new_program, new_program_page, program, program_page, programs};
pub use releases::{CalendarForm, edit_calendar, edit_calendar_page, impact_page, release, releases, stale_page};
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, student_page, taught_student};
use table::message_address;
pub use teaching::teaching;
pub use versions::{cohort_module, cohort_modules, version_again};
