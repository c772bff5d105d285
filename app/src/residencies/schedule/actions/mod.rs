//! What is done to a schedule: one change each, with the way back; then the release.

mod arranging;
mod editing;
mod placing;
mod releasing;
mod telling;

pub use arranging::{ask_to_arrange, leave_plan, stop_arranging, take_plan};
pub use editing::{add_session, change_session, change_settings, remove_session};
pub use placing::{decide_warning, place_session, undo_change};
pub use releasing::release;
pub(crate) use telling::tell_missed_schedules;

use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    Error,
    residencies::{
        schedule::Edit,
        store::{Acting, Edited, edit_schedule},
    },
};

use super::loaded::Board;
use crate::visit::Staff;

/// Does these things to the draft, all or none.
async fn edit(staff: &Staff, acting: Acting, edits: Vec<Edit>) -> Result<Edited, Error> {
    staff.site.db.write(move |tx| Box::pin(async move { edit_schedule(tx, acting, &edits).await })).await
}

/// Back to the board, which says what was done.
fn to_board(board: &Board, rest: &str) -> Response {
    Redirect::to(&format!("{}/board{rest}", board.of.address())).into_response()
}
