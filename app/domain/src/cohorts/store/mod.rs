//! Programs and cohorts in the database. Every change writes its audit entry in the same transaction.

mod changes;
mod extensions;
mod reading;
mod versions;

pub use changes::{add_residency, add_staff, assign_teaching, create_cohort, create_program, enroll, pin_module, set_unit_due};
pub use extensions::{Extendable, ask, decide, extendable, extension, extensions, extensions_of, grant, runners, student_name, withdraw};
pub use reading::{Listed, Taught, cohorts, next_residency, residencies, scope, taught};
pub use versions::{moved_versions, newer_versions, repin};
