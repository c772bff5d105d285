//! Who was there: the roll and the code of a room, attendance, and how what was missed is made up for.

mod actions;
mod csv;
mod held;
mod pages;
mod today;

pub use actions::fresh_code;
pub(crate) use pages::{OfStudent, attended};
pub(crate) use today::{make_up_line, make_up_next, make_ups_to_write};

use crate::routes::Routes;

/// What can be looked at and done here.
pub(super) fn routes() -> Routes {
    const OF: &str = "/cohorts/{cohort}/residencies/{number}/presence";
    Routes::default()
        .page(OF, "who was there in a residency", pages::presence)
        .page("/cohorts/{cohort}/residencies/{number}/presence.csv", "the same, for a spreadsheet", pages::presence_csv)
        .page("/cohorts/{cohort}/residencies/{number}/make-ups/{make_up}", "how a student makes up for a session", pages::make_up)
        .action(
            "/cohorts/{cohort}/residencies/{number}/make-ups/{make_up}/decision",
            "decide how a student makes up for a session",
            actions::decide,
        )
        .and(of_a_session())
        .and(of_students())
}

/// What staff and faculty of a session do in its room, and what staff correct afterwards.
fn of_a_session() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/residencies/{number}/sessions/{session}/roll", "the roll of a session", pages::roll)
        .action("/cohorts/{cohort}/residencies/{number}/sessions/{session}/roll", "save the roll of a session", actions::save_roll)
        .action("/cohorts/{cohort}/residencies/{number}/sessions/{session}/scans", "mark a student by their code", actions::scan)
        .action("/cohorts/{cohort}/residencies/{number}/sessions/{session}/marks", "keep marks made on a device", actions::keep_marks)
        .page("/cohorts/{cohort}/residencies/{number}/sessions/{session}/door", "the code to be shown in a room", pages::door)
        .page(
            "/cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}",
            "how the minutes of a student in a session came about",
            pages::history,
        )
        .action(
            "/cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}/corrections",
            "correct the minutes of a student in a session",
            actions::correct,
        )
}

/// What students see and do themselves.
fn of_students() -> Routes {
    Routes::default()
        .page("/check-in", "type the code of a room", pages::type_code)
        .action("/check-in", "go to the session of a room by its code", actions::find_door)
        .page("/check-in/{code}", "check in or out by the code of a room", pages::check_in)
        .action("/check-in/{code}", "check in or out", actions::check_in)
        .page("/me/code", "one's own code for the roll", pages::own_code)
        .action("/me/code", "take a new code", actions::renew_code)
        .page("/attendance", "one's own attendance", pages::attendance)
        .page("/attendance/make-ups/{make_up}", "how one makes up for a session", pages::own_make_up)
        .action("/attendance/make-ups/{make_up}", "hand in a reflection", actions::hand_in)
        .action("/attendance/make-ups/{make_up}/draft", "keep what one is writing", actions::keep_draft)
}
