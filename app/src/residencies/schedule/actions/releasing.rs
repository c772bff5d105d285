//! Releasing a schedule, and telling everybody whose own sessions or dates changed, in one transaction.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    residencies::store::{Beside, Release, release_schedule},
};

use super::{
    super::{loaded::Board, releases::preview_again},
    telling,
};
use crate::{AppError, cohorts::DateTitles, forms::Typed, visit::Staff};

/// `POST /cohorts/{cohort}/residencies/{number}/schedule/releases`
pub async fn release(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    match put(&staff, &board, &form).await {
        Ok(number) => Ok(Redirect::to(&format!("{}/schedule/releases/{number}?done=released", board.of.address())).into_response()),
        Err(Error::Invalid(faults)) => Ok(preview_again(&staff, board, form.with(faults)).await?.into_response()),
        Err(Error::Conflict(Conflict::Stale)) => {
            let message = "The draft changed while you looked at it. It stands here as it is now: read it again, then release it.";
            let faults = vec![FieldError { field: "schedule", message: message.into() }];
            Ok(preview_again(&staff, board, form.with(faults)).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Releases and tells; the release's number.
async fn put(staff: &Staff, board: &Board, form: &Typed) -> Result<i64, Error> {
    let acting = board.acting(staff, form.get("seen").parse().unwrap_or(-1));
    let (base, note) = (form.get("base").parse().unwrap_or(-1), form.get("note").replace("\r\n", "\n"));
    let base_url = staff.site.settings.base_url.clone();
    let titles = DateTitles::load(&staff.site.db, &board.of.scope, acting.now).await?;
    let (cohort, residency) = (board.of.scope.cohort().clone(), board.of.residency.clone());
    staff
        .site
        .db
        .write(move |tx| {
            Box::pin(async move {
                let release = Release { base, note, beside: Beside::of(tx, acting.residency).await? };
                let released = release_schedule(tx, acting, &release).await?;
                let about = telling::About { cohort: &cohort, residency: &residency, note: release.note.trim(), first: base == 0 };
                telling::tell(tx, (&base_url, acting.now), &about, (&released, &titles)).await?;
                Ok(released.number)
            })
        })
        .await
}
