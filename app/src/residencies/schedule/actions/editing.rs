//! Adding, changing and removing sessions, and the hours and days.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    residencies::{
        schedule::{Edit, Session},
        store::changes_since,
    },
};

use super::{
    super::{
        loaded::Board,
        session::{again, known, read, typed},
        settings,
    },
    edit, to_board,
};
use crate::{AppError, forms::Typed, visit::Staff};

/// `POST /cohorts/{cohort}/residencies/{number}/sessions`
pub async fn add_session(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let id = form.id()?;
    if board.schedule.session(id).is_some() {
        // The same form sent again adds nothing again.
        return Ok(to_board(&board, &format!("?done=added#s-{id}")));
    }
    let acting = board.acting(&staff, board.schedule.revision);
    let done = match read(&form, &Session { id, ..super::super::session::blank() }) {
        Ok(session) => edit(&staff, acting, vec![Edit::Add(Box::new(session))]).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match done {
        Ok(_) => Ok(to_board(&board, &format!("?done=added#s-{id}"))),
        Err(Error::Invalid(faults)) => Ok(again(&staff, board, None, form.with(faults), StatusCode::UNPROCESSABLE_ENTITY)),
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}`
pub async fn change_session(
    staff: Staff,
    Path((cohort, number, id)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let session = known(&board, &id)?.clone();
    let seen = form.get("seen").parse().unwrap_or(-1);
    let done = match read(&form, &session) {
        Ok(changed) => edit(&staff, board.acting(&staff, seen), vec![Edit::Change(Box::new(changed))]).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match done {
        Ok(_) => Ok(to_board(&board, &format!("?done=changed#s-{id}"))),
        Err(Error::Invalid(faults)) => Ok(again(&staff, board, Some(session), form.with(faults), StatusCode::UNPROCESSABLE_ENTITY)),
        Err(Error::Conflict(Conflict::Stale)) => {
            let message = meanwhile(&staff, &board, &session, seen).await?;
            let form = form.replaced("seen", board.schedule.revision.to_string());
            let faults = vec![FieldError { field: "title", message }];
            Ok(again(&staff, board, Some(session), form.with(faults), StatusCode::CONFLICT))
        }
        Err(other) => Err(other.into()),
    }
}

/// What others did to a session, in a sentence.
async fn meanwhile(staff: &Staff, board: &Board, session: &Session, seen: i64) -> Result<String, AppError> {
    let since = changes_since(&staff.site.db, board.of.residency.id, seen, Some(session.id)).await?;
    let said: Vec<String> = since.into_iter().map(|step| format!("{} ({})", step.words, step.by.unwrap_or_default())).collect();
    Ok(format!("This session changed while you looked at it: {}. Send the form again if yours still holds.", said.join("; ")))
}

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/removal`
pub async fn remove_session(
    staff: Staff,
    Path((cohort, number, id)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let session = known(&board, &id)?.clone();
    let seen = form.get("seen").parse().unwrap_or(-1);
    match edit(&staff, board.acting(&staff, seen), vec![Edit::Remove(session.id)]).await {
        Ok(_) => Ok(to_board(&board, "?done=removed")),
        Err(Error::Conflict(Conflict::Stale)) => {
            let faults = vec![FieldError { field: "title", message: meanwhile(&staff, &board, &session, seen).await? }];
            let form = typed(&session, &board);
            Ok(again(&staff, board, Some(session), form.with(faults), StatusCode::CONFLICT))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/residencies/{number}/schedule/settings`
pub async fn change_settings(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let done = match settings::read(&form, &board) {
        Ok(settings) => edit(&staff, board.acting(&staff, board.schedule.revision), vec![Edit::Settings(settings)]).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{}/board?done=changed", board.of.address())).into_response()),
        Err(Error::Invalid(faults)) => Ok(settings::settings_again(&staff, board, form.with(faults))),
        Err(other) => Err(other.into()),
    }
}
