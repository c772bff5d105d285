//! Arrange for me: one address, which shows what is the case. The form, where nothing was asked for; how far the search is, while it is on
//! its way; what it found, until somebody decides about that.

mod asking;
mod ended;
mod running;

pub(super) use asking::{asked_again, read};
pub(super) use ended::refused;

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use domain::{
    ids::ArrangementId,
    residencies::{
        arrange::{Wish, draft::Plan},
        schedule::Schedule,
        store::arrangement as newest,
    },
};
use leptos::prelude::*;

use super::loaded::Board;
use crate::{AppError, cohorts::count, visit::Staff, when};

/// `GET /cohorts/{cohort}/residencies/{number}/arrangement`
pub async fn arrangement(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Response, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    Ok(match newest(&staff.site.db, board.of.residency.id).await? {
        None => asking::page(&staff, board).into_response(),
        Some(run) if run.state.is_open() => running::page(&staff, board, run),
        Some(run) => ended::page(&staff, board, run).into_response(),
    })
}

/// The address of what is done with a run, or of the page itself with `""`.
fn address(board: &Board, rest: &str) -> String {
    format!("{}/arrangement{rest}", board.of.address())
}

/// A form with one button, about one run.
fn button(board: &Board, run: ArrangementId, (rest, words, kind): (&str, &'static str, &'static str)) -> impl IntoView + use<> {
    // The page is asked for anew every few seconds; whoever uses the keyboard finds the focus where it was.
    let focus = rest == "/cancellation";
    view! {
        <form class="inline" method="post" action=address(board, rest)>
            <input type="hidden" name="id" value=run.to_string()/>
            <button class="button" data-kind=kind autofocus=focus>{words}</button>
        </form>
    }
}

/// How good a plan is: what it takes of people, each in a sentence.
fn worth(plan: &Plan, schedule: &Schedule) -> impl IntoView + use<> {
    let words: Vec<String> = plan.unmet(schedule).into_iter().filter_map(|(wish, times)| said(wish, times as i64)).collect();
    if words.is_empty() {
        return view! { <p>"Nobody waits, nobody changes rooms, and every session is when you prefer it."</p> }.into_any();
    }
    let lines = words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! { <ul class="aims">{lines}</ul> }.into_any()
}

/// How far a wish is from being granted. What no residency is weighed by has no words.
fn said(wish: Wish, times: i64) -> Option<String> {
    let waiting = || when::length(times * 15);
    match wish {
        Wish::FacultyDays => Some(format!("Faculty are there on {} in all, each person’s days counted.", count(times, "day"))),
        Wish::GroupGaps => Some(format!("Students wait {} in all between sessions, every team counted.", waiting())),
        Wish::FacultyGaps => Some(format!("Faculty wait {} in all between their sessions.", waiting())),
        Wish::RoomChanges => Some(format!("{} of room in all, every team counted.", count(times, "change"))),
        Wish::Preferences => Some(format!("Sessions are {} in all away from the hours you prefer for them.", waiting())),
        Wish::Crowding | Wish::MissingDays | Wish::Isolated | Wish::ExtraRooms => None,
    }
}
