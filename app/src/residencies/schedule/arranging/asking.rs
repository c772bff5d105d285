//! Asking for a search.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    FieldError,
    ids::ArrangementId,
    residencies::{
        arrange::{
            draft::{Draft, Scope},
            runs::Limit,
        },
        store::Asking,
    },
};
use leptos::prelude::*;

use super::{super::loaded::Board, address};
use crate::{
    AppError, Page,
    cohorts::count,
    forms::{Choice, Field, Filled, Typed, choices, error_summary, field, with_summary},
    page::Width,
    visit::Staff,
};

pub(super) fn page(staff: &Staff, board: Board) -> Page {
    let form = usual(&board);
    filled(staff, board, form)
}

/// The form again, after what was wrong with it.
pub(in crate::residencies::schedule) fn asked_again(staff: &Staff, board: Board, form: Filled) -> Response {
    filled(staff, board, form).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

/// What is asked for.
///
/// # Errors
/// What is wrong with it, by field; and a form without its id.
pub(in crate::residencies::schedule) fn read(
    staff: &Staff,
    board: &Board,
    typed: &Typed,
) -> Result<Result<Asking, Vec<FieldError>>, AppError> {
    let id = typed.id()?;
    let scope = typed.get("scope").parse::<Scope>().map_err(|_| "Choose what is to be arranged.");
    let scope = scope.and_then(|scope| match Draft::of(&board.schedule, scope).sessions() {
        0 => Err("There is no such session. Choose the other one, or add sessions first."),
        _ => Ok(scope),
    });
    let scope = scope.map_err(|message| FieldError { field: "scope", message: message.to_owned() });
    Ok(match (scope, Limit::typed(typed.get("seconds"))) {
        (Ok(scope), Ok(limit)) => Ok(Asking { id, residency: board.of.residency.id, by: staff.session.person.id, scope, limit }),
        (scope, limit) => Err([scope.err(), limit.err()].into_iter().flatten().collect()),
    })
}

/// The form as most would send it: what stands nowhere, if there is any.
pub(super) fn usual(board: &Board) -> Filled {
    let scope = if Draft::of(&board.schedule, Scope::Unplaced).sessions() > 0 { Scope::Unplaced } else { Scope::Unlocked };
    let (id, seconds) = (ArrangementId::new().to_string(), Limit::USUAL.seconds().to_string());
    Filled::with_values([("id", &id), ("scope", scope.as_str()), ("seconds", &seconds)])
}

fn filled(staff: &Staff, board: Board, form: Filled) -> Page {
    let page = Page::new(staff, with_summary(&form, "Arrange for me"), move || {
        view! {
            {board.of.head_under(("Board", "/board"), "Arrange for me".into())}
            {error_summary(&form)}
            {body(&board, &form)}
        }
    });
    page.width(Width::Narrow)
}

fn body(board: &Board, form: &Filled) -> impl IntoView + use<> {
    if board.schedule.sessions.is_empty() {
        let new = format!("{}/sessions/new", board.of.address());
        return view! {
            <div class="empty">
                <p>"This residency has no session yet. Add what is to take place; then a search finds days, hours and rooms for it."</p>
                <a class="button" href=new>"Add a session"</a>
            </div>
        }
        .into_any();
    }
    view! {
        <p>"A search places sessions so that no rule is broken: rooms, people and teams are in one place at a time, everybody has a seat, a lunch and time for the way. Of all such plans it looks for one with few waits and few days for faculty."</p>
        <p>"The board stays as it is until you have looked at the plan and taken it over."</p>
        {fields(board, form)}
    }
    .into_any()
}

/// The form itself, which also stands under what an earlier search found.
pub(super) fn fields(board: &Board, form: &Filled) -> impl IntoView + use<> {
    const LIMIT: &str = "5 to 120. A longer search finds a better plan. You can stop it at any time and keep the best so far.";
    let option = |scope: Scope, words: &str| {
        let sessions = Draft::of(&board.schedule, scope).sessions();
        Choice { value: scope.as_str().to_owned(), label: format!("{words}: {}", count(sessions as i64, "session")) }
    };
    let options = vec![option(Scope::Unplaced, "Only what stands nowhere yet"), option(Scope::Unlocked, "Everything that is not locked")];
    view! {
        <form class="form" method="post" action=address(board, "")>
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            {choices(form, "scope", "What is to be arranged", options)}
            {field(form, Field::text("seconds", "Longest time, in seconds").kind("number").hint(LIMIT))}
            <p class="form-actions"><button class="button" data-kind="primary">"Arrange"</button></p>
        </form>
    }
}
