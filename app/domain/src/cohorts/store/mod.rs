//! Programs and cohorts in the database. Every change writes its audit entry in the same transaction.

mod agendas;
mod changes;
mod entries;
mod feeds;
mod reading;
mod views;

pub use agendas::{agendas, dates};
pub use changes::{add_residency, add_staff, assign_teaching, create_cohort, create_program, enroll, pin_module, set_unit_due};
pub use entries::{entries, entry_id};
pub use feeds::{FeedLine, MOST_FEEDS, Older, OpenFeed, feeds, make_feed, note_reading, open_feed, revoke_feed};
pub use reading::{Listed, Taught, cohorts, next_residency, residencies, scope, taught};
pub use views::{begin_view, end_view};
