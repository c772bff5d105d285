//! Asking for a search, stopping it, and deciding about what it found.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Conflict, Error, residencies::store};

use super::{
    super::{
        arranging::{asked_again, read, refused},
        loaded::Board,
    },
    to_board,
};
use crate::{AppError, forms::Typed, visit::Staff};

/// `POST /cohorts/{cohort}/residencies/{number}/arrangement`. Where a search is on its way already, that one is shown.
pub async fn ask_to_arrange(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let asking = match read(&staff, &board, &form)? {
        Ok(asking) => asking,
        Err(faults) => return Ok(asked_again(&staff, board, form.with(faults))),
    };
    let now = staff.now;
    match staff.site.db.write(move |tx| Box::pin(async move { store::ask_arrangement(tx, now, &asking).await })).await {
        Ok(()) => staff.site.arranging.notify_one(),
        Err(Error::Conflict(Conflict::PlaceTaken)) => {}
        Err(other) => return Err(other.into()),
    }
    Ok(to_run(&board))
}

/// `POST /cohorts/{cohort}/residencies/{number}/arrangement/cancellation`
pub async fn stop_arranging(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let (now, which) = (staff.now, (board.of.residency.id, form.id()?));
    staff.site.db.write(move |tx| Box::pin(async move { store::cancel_arrangement(tx, now, which).await })).await?;
    Ok(to_run(&board))
}

/// `POST /cohorts/{cohort}/residencies/{number}/arrangement/acceptance`. Where the draft has changed so that the plan no longer fits, the page
/// says so; if somebody has decided about it already, too.
pub async fn take_plan(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let (acting, id) = (board.acting(&staff, board.schedule.revision), form.id()?);
    match staff.site.db.write(move |tx| Box::pin(async move { store::take_arrangement(tx, acting, id).await })).await {
        Ok(_) => Ok(to_board(&board, "?done=arranged")),
        Err(Error::Invalid(_) | Error::Conflict(Conflict::Stale)) => {
            let board = Board::load(&staff, &cohort, &number).await?;
            match store::arrangement(&staff.site.db, board.of.residency.id).await? {
                Some(run) if run.id == id => Ok(refused(&staff, board, run)),
                _ => Err(decided()),
            }
        }
        Err(Error::Conflict(Conflict::Closed)) => Err(decided()),
        Err(other) => Err(other.into()),
    }
}

fn decided() -> AppError {
    AppError::Conflict("Somebody has decided about this plan already. Go back to the board: it shows what stands now.".into())
}

/// `POST /cohorts/{cohort}/residencies/{number}/arrangement/dismissal`
pub async fn leave_plan(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let which = (board.of.residency.id, form.id()?);
    staff.site.db.write(move |tx| Box::pin(async move { store::leave_arrangement(tx, which).await })).await?;
    Ok(to_board(&board, "?done=left"))
}

fn to_run(board: &Board) -> Response {
    Redirect::to(&format!("{}/arrangement", board.of.address())).into_response()
}
