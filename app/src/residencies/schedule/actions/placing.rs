//! Placing sessions, taking changes back, and deciding about warnings.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    residencies::{
        schedule::{Edit, LONGEST, Placement, Schedule, Session, minute, warnings},
        store::{self, changes_since},
    },
};

use super::{
    super::{
        loaded::Board,
        session::{known, placement_again},
        warnings::warnings_again,
    },
    edit, to_board,
};
use crate::{AppError, forms::Typed, visit::Staff};

/// How far a session is moved by one press, and how much longer or shorter it becomes, in minutes.
const STEP: i64 = 15;

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/placement`
pub async fn place_session(
    staff: Staff,
    Path((cohort, number, id)): Path<(String, String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let session = known(&board, &id)?.clone();
    let seen = form.get("seen").parse().unwrap_or(-1);
    let done = match asked(&board.schedule, &session, &form) {
        Ok(asked) => edit(&staff, board.acting(&staff, seen), vec![asked]).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match done {
        Ok(_) => {
            let by = form.get("move");
            // A fragment would take the focus away from the button that is to be pressed again.
            let pressed = !matches!(by, "" | "nowhere");
            let rest = if pressed { format!("?moved={id}&by={by}") } else { format!("?done=placed#s-{id}") };
            Ok(to_board(&board, &rest))
        }
        Err(Error::Invalid(faults)) => Ok(placement_again(&staff, board, session, form.with(faults), Vec::new())),
        Err(Error::Conflict(Conflict::Stale)) => {
            let since = changes_since(&staff.site.db, board.of.residency.id, seen, Some(session.id)).await?;
            Ok(placement_again(&staff, board, session, form.with(Vec::new()), since))
        }
        Err(other) => Err(other.into()),
    }
}

/// What is asked for: by a button, from where the session stood when it was looked at, or by day, time and room.
fn asked(schedule: &Schedule, session: &Session, form: &Typed) -> Result<Edit, Vec<FieldError>> {
    let lasts = |minutes| Edit::Change(Box::new(Session { minutes, ..session.clone() }));
    match form.get("move") {
        "nowhere" => return Ok(Edit::Place(session.id, None)),
        "shorter" => return Ok(lasts((session.minutes - STEP).max(STEP.min(session.minutes)))),
        "longer" => return Ok(lasts((session.minutes + STEP).min(LONGEST))),
        _ => {}
    }
    let mut faults = Vec::new();
    let mut say = |field: &'static str, message: &str| faults.push(FieldError { field, message: message.to_owned() });
    let (day, start, room) = (form.get("day").parse().ok(), minute(form.get("start")), form.get("room").parse().ok());
    if day.is_none() {
        say("day", "Choose a day.");
    }
    if start.is_none() {
        say("start", "Write a time of day, such as 09:00.");
    }
    if room.is_none() {
        say("room", "Choose a room.");
    }
    let (Some(day), Some(start), Some(room)) = (day, start, room) else { return Err(faults) };
    Ok(Edit::Place(session.id, Some(moved(schedule, session, Placement { day, start, room }, form.get("move")))))
}

/// One step in a direction; where there is no further, it stays.
fn moved(schedule: &Schedule, session: &Session, at: Placement, by: &str) -> Placement {
    match by {
        "earlier" => Placement { start: (at.start - STEP).max(0), ..at },
        "later" => Placement { start: (at.start + STEP).min(1440 - session.minutes), ..at },
        "day" => Placement { day: if at.day >= schedule.days { 1 } else { at.day + 1 }, ..at },
        "room" => {
            let place = schedule.rooms.iter().position(|room| room.id == at.room).map_or(0, |place| place + 1);
            let offered = schedule.rooms.iter().cycle().skip(place).take(schedule.rooms.len());
            let next = offered.into_iter().find(|room| !room.retired).map_or(at.room, |room| room.id);
            Placement { room: next, ..at }
        }
        _ => at,
    }
}

/// `POST /cohorts/{cohort}/residencies/{number}/schedule/undoing`
pub async fn undo_change(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let acting = board.acting(&staff, board.schedule.revision);
    let (again, which) = match (form.get("undo").parse::<i64>(), form.get("redo").parse::<i64>()) {
        (Ok(which), _) => (false, which),
        (_, Ok(which)) => (true, which),
        _ => return Err(AppError::Malformed("Go back to the board and choose what to undo.".into())),
    };
    let done = staff.site.db.write(move |tx| {
        Box::pin(async move { if again { store::redo(tx, acting, which).await } else { store::undo(tx, acting, which).await } })
    });
    match done.await {
        Ok(_) => Ok(to_board(&board, if again { "?done=redone" } else { "?done=undone" })),
        Err(Error::Conflict(Conflict::Stale)) => {
            Err(AppError::Conflict("Something else was changed meanwhile. Go back to the board: it says what would be undone now.".into()))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /cohorts/{cohort}/residencies/{number}/warnings`
pub async fn decide_warning(staff: Staff, Path((cohort, number)): Path<(String, String)>, form: Typed) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let acting = board.acting(&staff, board.schedule.revision);
    let (key, reason, stand) = (form.get("warning").to_owned(), form.trimmed("reason"), form.get("do") == "stand");
    let standing = warnings(&board.schedule);
    let done = staff.site.db.write(move |tx| {
        Box::pin(async move {
            if stand {
                store::undecide_warning(tx, acting, &key).await
            } else {
                store::decide_warning(tx, acting, &standing, &key, &reason).await
            }
        })
    });
    match done.await {
        Ok(()) => {
            let done = if stand { "stands" } else { "passed" };
            Ok(Redirect::to(&format!("{}/warnings?done={done}", board.of.address())).into_response())
        }
        Err(Error::Invalid(faults)) => Ok(warnings_again(&staff, board, form.with(faults))),
        Err(other) => Err(other.into()),
    }
}
