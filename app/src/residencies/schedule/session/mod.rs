//! A session that is drafted: what it is, and where it stands.

mod form;
mod placing;
mod reading;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    ids::ResidencySessionId,
    residencies::schedule::{Session, Severity},
};
use leptos::prelude::*;

use super::loaded::{Board, severity, stands};
use crate::{
    AppError, Page,
    forms::{Filled, error_summary, with_summary},
    page::Width,
    visit::Staff,
};
pub(super) use placing::{placement, placement_again};
pub(super) use reading::{blank, read, typed};

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/new`
pub async fn new_session(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let form = typed(&reading::blank(), &board).with(Vec::new());
    Ok(new_page(&staff, board, form))
}

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/{session}`
pub async fn session(staff: Staff, Path((cohort, number, id)): Path<(String, String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let session = known(&board, &id)?.clone();
    let form = typed(&session, &board).with(Vec::new());
    Ok(one_page(&staff, board, session, form))
}

/// The session of this id.
pub(super) fn known<'b>(board: &'b Board, id: &str) -> Result<&'b Session, AppError> {
    let id: ResidencySessionId = id.parse().map_err(|_| AppError::NotFound)?;
    board.schedule.session(id).ok_or(AppError::NotFound)
}

/// The form again, after what was wrong with it.
pub(super) fn again(staff: &Staff, board: Board, session: Option<Session>, form: Filled, status: StatusCode) -> Response {
    let page = match session {
        None => new_page(staff, board, form),
        Some(session) => one_page(staff, board, session, form),
    };
    page.status(status).into_response()
}

fn new_page(staff: &Staff, board: Board, form: Filled) -> Page {
    let title = with_summary(&form, "Add a session");
    let page = Page::new(staff, title, move || {
        let action = format!("{}/sessions", board.of.address());
        view! {
            {board.of.head_under(("Board", "/board"), "Add a session".into())}
            {error_summary(&form)}
            {form::form(&board, &form, (action, "Add"))}
        }
    });
    page.width(Width::Narrow)
}

fn one_page(staff: &Staff, board: Board, session: Session, form: Filled) -> Page {
    let title = with_summary(&form, &session.title);
    let page = Page::new(staff, title, move || {
        let action = format!("{}/sessions/{}", board.of.address(), session.id);
        view! {
            {board.of.head_under(("Board", "/board"), session.title.clone())}
            {error_summary(&form)}
            {beside(&board, &session)}
            {form::form(&board, &form, (action.clone(), "Save"))}
            {removal(&board, &action)}
        }
    });
    page.width(Width::Narrow)
}

/// Where it stands, and what is wrong with it.
fn beside(board: &Board, session: &Session) -> impl IntoView + use<> {
    let place = format!("{}/sessions/{}/placement", board.of.address(), session.id);
    let (stands, way) = match session.placed {
        Some(placed) => (format!("{}. ", stands(&board.schedule, session, placed)), "Move it"),
        None => ("It has no place yet. ".to_owned(), "Choose a place"),
    };
    let own = board.warnings.iter().filter(|one| one.sessions.contains(&session.id) && one.severity != Severity::Ignored);
    let warnings = own
        .map(|one| view! { <li data-severity=one.severity.as_str()><b>{severity(one.severity)}": "</b>{one.words.clone()}</li> })
        .collect_view();
    view! {
        <p>{stands}<a href=place>{way}</a></p>
        <ul class="board-faults">{warnings}</ul>
    }
}

fn removal(board: &Board, action: &str) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action=format!("{action}/removal")>
            <input type="hidden" name="seen" value=board.schedule.revision.to_string()/>
            <p class="form-actions">
                <button class="button" data-kind="danger">"Remove from the draft"</button>
            </p>
        </form>
    }
}
