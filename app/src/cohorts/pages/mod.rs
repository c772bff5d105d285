//! What can be looked at about cohorts.

mod faculty;
mod imports;
mod invitation;
mod list;
mod place;
mod places;
mod program_staff;
mod roster;
mod student;
mod table;
mod teaching;
mod words;

pub(crate) use words::cohort_nav;

pub use faculty::{cohort_faculty, faculty_page};
pub use imports::{import_page, imports_page, roster_import, roster_imports};
pub use invitation::{invitation_page, new_student};
pub use list::cohorts;
pub use place::{place, place_page, place_section, student_place};
pub use places::{not_studying, own_places_page};
pub use program_staff::{staff_of_program, staff_page};
pub use roster::{cohort, cohort_csv, taught_module, taught_module_csv};
pub use student::{cohort_student, student_page, taught_student};
use table::message_address;
pub use teaching::teaching;
