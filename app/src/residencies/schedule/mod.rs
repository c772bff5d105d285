//! The schedule of a residency: the board on which it is built, its warnings, and its releases.

mod actions;
mod arranging;
mod board;
mod file;
mod loaded;
mod releases;
mod session;
mod settings;
mod warnings;

pub(crate) use actions::tell_missed_schedules;
pub(super) use loaded::Board;

use crate::routes::Routes;

const SESSION: &str = "/cohorts/{cohort}/residencies/{number}/sessions/{session}";
const PLACEMENT: &str = "/cohorts/{cohort}/residencies/{number}/sessions/{session}/placement";
const WARNINGS: &str = "/cohorts/{cohort}/residencies/{number}/warnings";
const SETTINGS: &str = "/cohorts/{cohort}/residencies/{number}/schedule/settings";
const IMPORT: &str = "/cohorts/{cohort}/residencies/{number}/schedule/import";
const ARRANGEMENT: &str = "/cohorts/{cohort}/residencies/{number}/arrangement";
const RELEASES: &str = "/cohorts/{cohort}/residencies/{number}/schedule/releases";

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/residencies/{number}/board", "the board of a residency", board::board)
        .page("/cohorts/{cohort}/residencies/{number}/sessions/new", "add a session", session::new_session)
        .action("/cohorts/{cohort}/residencies/{number}/sessions", "add a session", actions::add_session)
        .page(SESSION, "a session that is drafted", session::session)
        .action(SESSION, "change a session", actions::change_session)
        .action(
            "/cohorts/{cohort}/residencies/{number}/sessions/{session}/removal",
            "take a session out of the draft",
            actions::remove_session,
        )
        .page(PLACEMENT, "place a session", session::placement)
        .action(PLACEMENT, "place a session", actions::place_session)
        .action("/cohorts/{cohort}/residencies/{number}/schedule/undoing", "undo the last change, or do it again", actions::undo_change)
        .page("/cohorts/{cohort}/residencies/{number}/schedule.csv", "a schedule as a file", file::download)
        .page(IMPORT, "take a schedule in from a file", file::import)
        .upload(IMPORT, "take a schedule in from a file", file::LARGEST, file::take_in)
        .page(WARNINGS, "what is wrong with a schedule", warnings::warnings)
        .action(WARNINGS, "pass a warning over, or let it stand again", actions::decide_warning)
        .page(SETTINGS, "the hours and days of a residency", settings::settings)
        .action(SETTINGS, "change the hours and days of a residency", actions::change_settings)
        .and(arranged())
        .page("/cohorts/{cohort}/residencies/{number}/schedule/preview", "what a release would do", releases::preview)
        .page(RELEASES, "the releases of a schedule", releases::releases)
        .action(RELEASES, "release a schedule", actions::release)
        .page("/cohorts/{cohort}/residencies/{number}/schedule/releases/{release}", "a release, compared with another", releases::release)
}

/// Letting the sessions be arranged.
fn arranged() -> Routes {
    Routes::default()
        .page(ARRANGEMENT, "let sessions be arranged: ask, see how far it is, and what was found", arranging::arrangement)
        .action(ARRANGEMENT, "let sessions be arranged", actions::ask_to_arrange)
        .action(
            "/cohorts/{cohort}/residencies/{number}/arrangement/cancellation",
            "stop arranging, and keep the best so far",
            actions::stop_arranging,
        )
        .action("/cohorts/{cohort}/residencies/{number}/arrangement/acceptance", "take over what was found", actions::take_plan)
        .action("/cohorts/{cohort}/residencies/{number}/arrangement/dismissal", "leave what was found", actions::leave_plan)
}
