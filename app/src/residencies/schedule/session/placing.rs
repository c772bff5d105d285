//! Placing a session by a plain form.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::residencies::{
    schedule::{Session, clock},
    store::Step,
};
use leptos::prelude::*;

use super::{super::loaded::Board, known};
use crate::{
    AppError, Page,
    forms::{Choice, Field, Filled, Typed, error_summary, field, select, with_summary},
    page::Width,
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/sessions/{session}/placement`
pub async fn placement(staff: Staff, Path((cohort, number, id)): Path<(String, String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    let session = known(&board, &id)?.clone();
    let form = typed(&session, &board).with(Vec::new());
    Ok(page(&staff, board, session, (form, Vec::new())))
}

/// The form again, after what was wrong with it, or after what others changed meanwhile.
pub(in crate::residencies::schedule) fn placement_again(
    staff: &Staff,
    board: Board,
    session: Session,
    form: Filled,
    since: Vec<Step>,
) -> Response {
    let status = if since.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    // What stands now has been seen with this page: sent again, it counts.
    let seen = board.schedule.revision.to_string();
    let form = Filled { typed: form.typed.replaced("seen", seen), errors: form.errors };
    page(staff, board, session, (form, since)).status(status).into_response()
}

fn typed(session: &Session, board: &Board) -> Typed {
    let seen = board.schedule.revision.to_string();
    match session.placed {
        Some(placed) => {
            let (day, start, room) = (placed.day.to_string(), clock(placed.start), placed.room.to_string());
            Typed::of([("seen", &seen), ("day", &day), ("start", &start), ("room", &room)])
        }
        None => Typed::of([("seen", &seen), ("start", &clock(board.schedule.settings.day.from))]),
    }
}

fn page(staff: &Staff, board: Board, session: Session, (form, since): (Filled, Vec<Step>)) -> Page {
    let title = with_summary(&form, &format!("Place {}", session.title));
    let page = Page::new(staff, title, move || {
        view! {
            {board.of.head_under(("Board", "/board"), format!("Place {}", session.title))}
            {error_summary(&form)}
            {meanwhile(&since, board.of.scope.cohort().time_zone)}
            {body(&board, &session, &form)}
        }
    });
    page.width(Width::Narrow)
}

/// What others did to it since it was looked at.
pub(in crate::residencies::schedule) fn meanwhile(since: &[Step], campus: chrono_tz::Tz) -> impl IntoView + use<> {
    let some = !since.is_empty();
    let entries = since
        .iter()
        .map(|step| {
            let by = step.by.clone().unwrap_or_else(|| "The program".into());
            view! { <li>{step.words.clone()}" ("{by}", "{when::long(step.at, campus)}")"</li> }
        })
        .collect_view();
    some.then(|| {
        view! {
            <div class="notice" data-kind="attention" role="alert">
                <div>
                    <p>"This session changed while you looked at it. Nothing of yours was kept; send it again if it still holds."</p>
                    <ul>{entries}</ul>
                </div>
            </div>
        }
    })
}

fn body(board: &Board, session: &Session, form: &Filled) -> impl IntoView + use<> {
    let schedule = &board.schedule;
    let days = (1..=schedule.days)
        .map(|day| Choice { value: day.to_string(), label: format!("Day {day}, {}", when::day(schedule.date(day))) })
        .collect();
    let rooms = schedule
        .rooms
        .iter()
        .map(|room| Choice { value: room.id.to_string(), label: format!("{} ({} seats)", room.long_name(), room.capacity) })
        .collect();
    let action = format!("{}/sessions/{}/placement", board.of.address(), session.id);
    let off = session.placed.map(|_| view! { <button class="button" name="move" value="nowhere">"Off the board"</button> });
    let about = format!(
        "{}, {}, for {}.",
        session.kind.label(),
        when::length(session.minutes),
        crate::cohorts::count(schedule.people(session), "student")
    );
    view! {
        <p>{about}</p>
        <form class="form" method="post" action=action>
            <input type="hidden" name="seen" value=form.typed.get("seen").to_owned()/>
            {select(form, "day", "Day", "", days)}
            {field(form, Field::text("start", "Begins").hint("Campus time, such as 09:00."))}
            {select(form, "room", "Room", "", rooms)}
            <p class="form-actions"><button class="button" data-kind="primary">"Place"</button>{off}</p>
        </form>
    }
}
