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
mod programs;
mod reading;
mod releases;
mod reviewers;
mod staff;
mod versions;
mod views;

pub use agendas::{agendas, dates};
pub use changes::{add_residency, add_staff, assign_teaching, create_cohort, create_program, enroll, pin_module, set_unit_due};
pub use entries::{entries, entry_id};
pub use extensions::{Extendable, ask, decide, extendable, extension, extensions, extensions_of, grant, runners, student_name, withdraw};
pub use feeds::{FeedLine, MOST_FEEDS, Older, OpenFeed, feeds, make_feed, note_reading, open_feed, revoke_feed};
pub use imports::*;
pub use invitations::{Guest, Invitee, invite, invite_again, invitee};
pub use notes::{notes, strike_note, write_note};
pub use places::{
    Destination, Placed, accept_place, accept_places, change_state, destinations, history, own_places, placed, shared_modules, transfer,
};
pub use programs::{
    ListedProgram, Program, ProgramEdit, Published, PublishedUnit, change_plan, plan_faults, program, programs, published, published_units,
};
pub use reading::{Listed, Taught, cohorts, module_scope, next_residency, residencies, residency_at, scope, taught};
pub use releases::{
    Affected, CohortFromProgram, Draft, ExtensionMove, Impact, InForce, Missed, Release, ReleaseLine, Released, Told, catch_up,
    create_cohort_from, draft_faults, impact, plan_in_force, release, release_by_number, releases,
};
pub use reviewers::{PossibleReviewer, possible_reviewers};
pub use staff::{
    Colleague, RunProgram, Teacher, cohort_staff, colleague, end_teaching, program_staff, programs_run_by, remove_staff, run_program,
    teachers,
};
pub use versions::{moved_versions, newer_versions, repin, studying};
pub use views::{Viewable, begin_draft_view, begin_view, end_view, viewable};
