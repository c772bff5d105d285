//! Programs and cohorts in the database. Every change writes its audit entry in the same transaction.

mod agendas;
mod changes;
mod entries;
mod extensions;
mod feeds;
mod imports;
mod invitations;
mod notes;
mod places;
mod reading;
mod staff;
mod views;

pub use agendas::{agendas, dates};
pub use changes::{add_residency, add_staff, assign_teaching, create_cohort, create_program, enroll, pin_module, set_unit_due};
pub use entries::entries;
pub use extensions::{Extendable, ask, decide, extendable, extension, extensions, extensions_of, grant, runners, withdraw};
pub use feeds::{FeedLine, MOST_FEEDS, Older, OpenFeed, feeds, make_feed, note_reading, open_feed, revoke_feed};
pub use imports::*;
pub use invitations::{Guest, Invitee, invite, invite_again, invitee};
pub use notes::{notes, strike_note, write_note};
pub use places::{
    Destination, Placed, accept_place, accept_places, change_state, destinations, history, own_places, placed, shared_modules, transfer,
};
pub use reading::{Listed, Taught, cohorts, next_residency, residencies, scope, taught};
pub use staff::{
    Colleague, RunProgram, Teacher, cohort_staff, colleague, end_teaching, program_staff, programs_run_by, remove_staff, run_program,
    teachers,
};
pub use views::{begin_view, end_view};
